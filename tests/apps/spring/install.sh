#!/usr/bin/env bash
. "$(dirname "$0")/../lib.sh"
need mvn "Maven"
need javac "a JDK, 17 or newer"
mkdir -p "$target"
mvn --batch-mode --quiet -f "$here/pom.xml" dependency:copy-dependencies "-DoutputDirectory=$target/lib" "-DprojectBuildDirectory=$target/build"
