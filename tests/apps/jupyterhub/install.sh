#!/usr/bin/env bash
. "$(dirname "$0")/../lib.sh"
python_packages
npm_packages
