/// Locks as pnpm writes them, with the manifests they were made from.
enum PnpmLocks {
  static let hash = PackageLockTests.hash
  static let commit = PackageLockTests.commit

  /// Version 9, of a workspace.
  static let nine = """
    lockfileVersion: '9.0'

    settings:
      autoInstallPeers: true
      excludeLinksFromLockfile: false

    catalogs:
      default:
        c:
          specifier: ^1.0.0
          version: 1.0.0

    overrides:
      o: 2.0.0
      a@1>deep: 1.0.0

    patchedDependencies:
      a@1.2.3:
        hash: abc
        path: patches/a.patch

    importers:

      .:
        dependencies:
          '@s/a':
            specifier: ^1.0.0
            version: 1.2.3(peer@1.0.0)
          c:
            specifier: 'catalog:'
            version: 1.0.0
          m:
            specifier: workspace:*
            version: link:packages/m
        optionalDependencies:
          o:
            specifier: 2.0.0
            version: 2.0.0

      packages/m:
        devDependencies:
          c:
            specifier: ~1.0.0
            version: 1.0.0

    packages:

      '@s/a@1.2.3':
        resolution: {integrity: \(hash)}
        engines: {node: '>=10'}
        peerDependencies:
          peer: '*'

      c@1.0.0:
        resolution: {integrity: \(hash), tarball: https://me:pw@npm.example.com/c/-/c-1.0.0.tgz}
        deprecated: no longer

      g@https://codeload.github.com/o/g/tar.gz/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        version: 3.0.0

      h@git+https://h.example/o/h.git#\(commit):
        resolution: {commit: \(commit), repo: https://h.example/o/h.git, type: git}
        version: 4.0.0

      o@2.0.0:
        resolution: {integrity: \(hash)}
        cpu: [x64, arm64]
        os: [linux]
        libc: [musl]

    snapshots:

      '@s/a@1.2.3(peer@1.0.0)':
        dependencies:
          c: 1.0.0

      c@1.0.0: {}

      o@2.0.0:
        optional: true

    """

  /// What ``nine`` was made from.
  static let manifests = [
    "package.json": """
    {"dependencies": {"@s/a": "^1.0.0", "c": "catalog:", "m": "workspace:*"}, "optionalDependencies": {"o": "^2"}}
    """,
    "packages/m/package.json": "{\"devDependencies\": {\"c\": \"~1.0.0\"}}",
    "pnpm-workspace.yaml": """
    packages:
      - packages/*
    catalog:
      c: ^1.0.0
    overrides:
      o: 2.0.0
      a@1>deep: 1.0.0
    """,
  ]

  /// Version 6, of one project.
  static let six = """
    lockfileVersion: '6.0'

    dependencies:
      '@s/a':
        specifier: ^1.0.0
        version: 1.2.3(peer@1.0.0)

    packages:

      /@s/a@1.2.3(peer@1.0.0):
        resolution: {integrity: \(hash)}
        dev: false

      /b@2.0.0:
        resolution: {integrity: \(hash)}
        dev: true
        optional: true

      npm.example.com/x@1.0.0:
        resolution: {integrity: \(hash), tarball: https://npm.example.com/x/-/x-1.0.0.tgz}
        name: x
        version: 1.0.0
        dev: false

      github.com/o/g/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        name: g
        version: 3.0.0
        dev: false

      file:lib/f(peer@1.0.0):
        resolution: {directory: lib/f, type: directory}
        name: f
        version: 0.0.1
        dev: false

    """

  /// The same in version 5.
  static let five = """
    lockfileVersion: 5.4

    specifiers:
      '@s/a': ^1.0.0

    dependencies:
      '@s/a': 1.2.3_peer@1.0.0

    packages:

      /@s/a/1.2.3_peer@1.0.0:
        resolution: {integrity: \(hash)}
        dev: false

      /b/2.0.0:
        resolution: {integrity: \(hash)}
        dev: true
        optional: true

      npm.example.com/x/1.0.0:
        resolution: {integrity: \(hash), tarball: https://npm.example.com/x/-/x-1.0.0.tgz}
        name: x
        version: 1.0.0
        dev: false

      github.com/o/g/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        name: g
        version: 3.0.0
        dev: false

      file:lib/f_peer@1.0.0:
        resolution: {directory: lib/f, type: directory}
        name: f
        version: 0.0.1
        dev: false

    """
}
