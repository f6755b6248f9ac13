/// The JSON Schema (draft 2020-12) of the scenario format.
public enum ScenarioSchema {
  /// Accepts what ``ScenarioLoader`` accepts, as far as a schema can: fixture files, ref names and dates are
  /// checked by the loader alone. Scalars count as text, so numbers and booleans pass where text is meant.
  public static let json = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Lockstep scenario",
      "type": "object",
      "required": ["schemaVersion", "repo"],
      "additionalProperties": false,
      "properties": {
        "schemaVersion": { "enum": [1, "1"] },
        "name": { "$ref": "#/$defs/text" },
        "description": { "$ref": "#/$defs/text" },
        "tags": { "$ref": "#/$defs/texts" },
        "repo": { "$ref": "#/$defs/repo" },
        "context": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "dir": { "$ref": "#/$defs/text" },
            "dockerfile": { "$ref": "#/$defs/text" },
            "ignoreFile": { "$ref": "#/$defs/text" }
          }
        },
        "build": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "run": { "$ref": "#/$defs/text" },
            "image": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "engine": { "enum": ["buildah", "docker", "podman"] },
                "dockerfile": { "$ref": "#/$defs/text" }
              }
            },
            "outputs": { "$ref": "#/$defs/texts" },
            "env": { "type": "object", "additionalProperties": { "$ref": "#/$defs/text" } },
            "timeout": { "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1, "maximum": 86400 },
            "network": { "enum": [true, false, "true", "false", "on", "off"] },
            "writable": { "type": "array", "items": { "type": "string", "pattern": "^/" } },
            "in": { "enum": ["checkout", "context"] }
          },
          "oneOf": [{ "required": ["run", "outputs"] }, { "required": ["image"] }]
        },
        "platforms": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/platform" } },
        "paths": { "enum": ["strict", "warn", "any"] },
        "release": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "require": { "enum": ["signed", "annotated", "any"] },
            "allowedSigners": { "type": "string", "minLength": 1 },
            "revokedKeys": { "type": "string", "minLength": 1 },
            "keyring": { "type": "string", "minLength": 1 },
            "fingerprints": { "type": "array", "items": { "type": "string", "pattern": "^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$" } },
            "tagPrefix": { "type": "string" },
            "versionFiles": { "type": "array", "items": { "type": "string" } },
            "minGrade": { "enum": ["A", "B", "C"] },
            "levels": { "type": "array", "items": { "type": "string" } }
          }
        },
        "observe": { "type": "array", "minItems": 1, "items": { "enum": ["context", "locks"] } },
        "vary": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "runs": { "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1, "maximum": 100 },
            "axes": { "type": "array", "items": { "$ref": "#/$defs/axis" } },
            "except": { "type": "array", "items": { "$ref": "#/$defs/axis" } },
            "seed": { "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0 }
          }
        },
        "expect": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "verdict": { "enum": ["passed", "failed", "nondeterministic", "broken"] },
            "causes": { "$ref": "#/$defs/texts" },
            "contains": { "$ref": "#/$defs/texts" },
            "excludes": { "$ref": "#/$defs/texts" },
            "digest": {
              "type": "object",
              "additionalProperties": false,
              "properties": { "lockstep-v1": { "$ref": "#/$defs/digest" } }
            },
            "locks": { "type": "object", "additionalProperties": { "$ref": "#/$defs/lock" } },
            "worktree": { "enum": ["same", "different"] },
            "platforms": {
              "anyOf": [
                { "$ref": "#/$defs/onPlatform" },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "linux": { "$ref": "#/$defs/onPlatform" },
                    "macos": { "$ref": "#/$defs/onPlatform" },
                    "windows": { "$ref": "#/$defs/onPlatform" }
                  }
                }
              ]
            }
          }
        },
        "record": { "$ref": "#/$defs/flag" },
        "skip": {
          "type": "object",
          "required": ["reason"],
          "additionalProperties": false,
          "properties": { "reason": { "$ref": "#/$defs/reason" } }
        },
        "xfail": {
          "type": "object",
          "required": ["reason"],
          "additionalProperties": false,
          "properties": { "reason": { "$ref": "#/$defs/reason" }, "until": { "$ref": "#/$defs/day" } }
        },
        "quarantine": {
          "type": "object",
          "required": ["reason", "until"],
          "additionalProperties": false,
          "properties": { "reason": { "$ref": "#/$defs/reason" }, "until": { "$ref": "#/$defs/day" } }
        }
      },
      "not": {
        "anyOf": [
          { "required": ["skip", "xfail"] }, { "required": ["skip", "quarantine"] },
          { "required": ["xfail", "quarantine"] }
        ]
      },
      "$defs": {
        "text": { "type": ["string", "number", "boolean", "null"] },
        "texts": { "type": "array", "items": { "$ref": "#/$defs/text" } },
        "reason": { "type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 500 },
        "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
        "flag": { "enum": [true, false, "true", "false"] },
        "yes": { "enum": [true, "true"] },
        "platform": { "enum": ["linux", "macos", "windows"] },
        "onPlatform": {
          "anyOf": [
            { "enum": ["same", "different"] },
            {
              "type": "array",
              "minItems": 1,
              "items": {
                "enum": [
                  "platform.name", "platform.path-length", "platform.collision", "platform.link", "platform.eol",
                  "platform.mode", "platform.ignore"
                ]
              }
            }
          ]
        },
        "axis": {
          "enum": [
            "path", "umask", "timezone", "locale", "home", "user", "environment", "hash-seed", "order",
            "directory-order", "mtimes", "clock", "cpus", "threads", "aslr", "host", "network", "filesystem", "stdin",
            "checkout"
          ]
        },
        "digest": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" },
        "lock": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "format": { "$ref": "#/$defs/text" },
            "grade": { "enum": ["A", "B", "C", "U"] },
            "fresh": { "enum": [true, false, "true", "false", "unknown"] },
            "packages": { "type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 0 },
            "semantic": { "$ref": "#/$defs/digest" }
          }
        },
        "repo": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "synthetic": { "$ref": "#/$defs/synthetic" },
            "path": { "$ref": "#/$defs/text" },
            "rev": { "$ref": "#/$defs/text" },
            "worktree": { "$ref": "#/$defs/text" }
          },
          "oneOf": [
            { "required": ["synthetic"], "not": { "anyOf": [{ "required": ["path"] }, { "required": ["worktree"] }] } },
            { "required": ["path"], "not": { "anyOf": [{ "required": ["synthetic"] }, { "required": ["rev", "worktree"] }] } },
            {
              "required": ["worktree"],
              "not": { "anyOf": [{ "required": ["synthetic"] }, { "required": ["path"] }, { "required": ["rev"] }] }
            }
          ]
        },
        "synthetic": {
          "type": "object",
          "required": ["commits"],
          "additionalProperties": false,
          "properties": {
            "commits": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/commit" } },
            "branches": { "type": "object", "additionalProperties": { "$ref": "#/$defs/text" } },
            "tags": { "type": "object", "additionalProperties": { "$ref": "#/$defs/tag" } },
            "worktree": { "type": "object", "additionalProperties": { "$ref": "#/$defs/edit" } }
          }
        },
        "commit": {
          "type": "object",
          "required": ["files"],
          "additionalProperties": false,
          "properties": {
            "id": { "$ref": "#/$defs/text" },
            "message": { "$ref": "#/$defs/text" },
            "author": { "type": "string", "pattern": "^\\s*[^<>]*[^<>\\s]\\s*<[^<>\\s]+>\\s*$" },
            "date": { "$ref": "#/$defs/text" },
            "files": { "type": "object", "additionalProperties": { "$ref": "#/$defs/file" } }
          }
        },
        "tag": {
          "anyOf": [
            { "$ref": "#/$defs/text" },
            {
              "type": "object",
              "additionalProperties": false,
              "properties": { "annotated": { "$ref": "#/$defs/text" }, "at": { "$ref": "#/$defs/text" } }
            }
          ]
        },
        "file": {
          "anyOf": [
            { "$ref": "#/$defs/text" },
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "content": { "$ref": "#/$defs/text" },
                "from": { "$ref": "#/$defs/text" },
                "executable": { "$ref": "#/$defs/flag" },
                "symlink": { "$ref": "#/$defs/text" },
                "submodule": { "type": "string", "pattern": "^[0-9a-f]{40}$" },
                "delete": { "$ref": "#/$defs/yes" }
              },
              "oneOf": [
                { "required": ["content"] }, { "required": ["from"] }, { "required": ["symlink"] },
                { "required": ["submodule"] }, { "required": ["delete"] }
              ]
            }
          ]
        },
        "edit": {
          "anyOf": [
            { "$ref": "#/$defs/text" },
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "content": { "$ref": "#/$defs/text" },
                "from": { "$ref": "#/$defs/text" },
                "executable": { "$ref": "#/$defs/flag" },
                "symlink": { "$ref": "#/$defs/text" },
                "delete": { "$ref": "#/$defs/yes" },
                "crlf": { "$ref": "#/$defs/yes" },
                "chmod": { "type": ["string", "integer"], "pattern": "^0?[0-7]{3}$" },
                "stamp": { "type": "array", "items": { "$ref": "#/$defs/axis" } }
              },
              "oneOf": [
                { "required": ["content"] }, { "required": ["from"] }, { "required": ["symlink"] },
                { "required": ["delete"] }, { "required": ["crlf"] }, { "required": ["chmod"] },
                { "required": ["stamp"] }
              ]
            }
          ]
        }
      }
    }

    """#
}
