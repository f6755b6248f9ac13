/// Lockfiles of JavaScript's package managers.
let javaScriptFormats: [any LockfileFormat] = []
