#!/usr/bin/env bash
. "$(dirname "$0")/../lib.sh"
go_program github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6
