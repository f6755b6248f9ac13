/// Lockfiles of build systems, infrastructure and operating systems, and the images that containers are built from.
let systemFormats: [any LockfileFormat] = [
  GradleLockFormat(),
  GradleMetadataFormat(),
  FlakeFormat(),
  TerraformFormat(),
  ChartFormat(),
  BazelFormat(),
  PackageListFormat(),
  DockerfileFormat(),
  ComposeFormat(),
]
