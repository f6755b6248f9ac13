/// Lockfiles of conda and what grew around it.
let condaFormats: [any LockfileFormat] = [
  CondaEnvironmentFormat()
]
