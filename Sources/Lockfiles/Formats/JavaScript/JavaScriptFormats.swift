/// Lockfiles of JavaScript's package managers.
let javaScriptFormats: [any LockfileFormat] = [
  PackageLockFormat(name: "package-lock.json"),
  PackageLockFormat(name: "npm-shrinkwrap.json"),
  YarnFormat(),
  PnpmFormat(),
  BunFormat(),
  DenoFormat(),
]
