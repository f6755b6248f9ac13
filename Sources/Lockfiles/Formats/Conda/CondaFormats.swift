/// Lockfiles of conda and what grew around it, and the one of the version managers that install tools.
///
/// conda-lock's own names come before the environments': `environment.conda-lock.yml` is a lock.
let condaFormats: [any LockfileFormat] = [
  CondaLockFormat(),
  PixiFormat(),
  CondaExplicitFormat(),
  CondaEnvironmentFormat(),
  ToolVersionsFormat(),
]
