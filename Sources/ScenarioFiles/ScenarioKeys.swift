/// Every key of the scenario format, level by level; the loader and the JSON Schema both follow it.
enum ScenarioKeys {
  static let schemaVersion = 1

  static let top = [
    "schemaVersion", "name", "description", "tags", "repo", "context", "observe", "platforms", "paths", "build",
    "release", "vary", "expect", "record", "skip", "xfail", "quarantine",
  ]
  static let release = [
    "require", "allowedSigners", "revokedKeys", "keyring", "fingerprints", "tagPrefix", "versionFiles", "minGrade",
    "levels",
  ]
  static let repo = ["synthetic", "path", "rev", "worktree"]
  static let synthetic = ["commits", "branches", "tags", "worktree"]
  static let commit = ["id", "message", "author", "date", "files"]
  static let file = ["content", "from", "executable", "symlink", "submodule", "delete"]
  static let edit = ["content", "from", "executable", "symlink", "delete", "crlf", "chmod", "stamp"]
  static let tag = ["annotated", "at"]
  static let context = ["dir", "dockerfile", "ignoreFile"]
  static let vary = ["runs", "axes", "except", "seed"]
  static let build = ["run", "image", "outputs", "env", "timeout", "network", "in", "writable"]
  static let image = ["engine", "dockerfile"]
  static let expect = ["verdict", "causes", "contains", "excludes", "digest", "locks", "worktree", "platforms"]
  static let skip = ["reason"]
  static let xfail = ["reason", "until"]
  static let quarantine = ["reason", "until"]
  static let lock = ["format", "grade", "fresh", "packages", "semantic"]
}
