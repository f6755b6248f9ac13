#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.10"
# dependencies = [
#   "idna>=3",
#   "sniffio ; sys_platform == 'linux'",
# ]
#
# [tool.uv]
# constraint-dependencies = ["idna<4"]
# ///
print("x")
