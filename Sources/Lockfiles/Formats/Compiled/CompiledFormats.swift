/// Lockfiles of Rust, Go, Ruby, PHP, Swift and other
/// languages whose locks are read by their own compilers and bundlers.
let compiledFormats: [any LockfileFormat] = [
  CargoFormat(),
  GoModuleFormat(),
  GoSumFormat(),
  GemfileLockFormat(),
  ComposerFormat(),
  PackageResolvedFormat(),
  MixFormat(),
  PubspecLockFormat(),
  RenvFormat(),
  NuGetLockFormat(),
  PodfileLockFormat(),
  CartfileFormat(),
]
