#!/usr/bin/env bash
. "$(dirname "$0")/../lib.sh"
go_program github.com/smallstep/cli/cmd/step@v0.21.0
