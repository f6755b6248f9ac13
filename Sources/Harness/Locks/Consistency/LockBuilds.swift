internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import CopyDigests
internal import Dockerignore
internal import Fingerprints
internal import Lockfiles

/// Follows the locks of a repository to the builds that install from them.
struct LockBuilds<Repository: ComposeRepository> {
  /// What was found out.
  struct Checked {
    var findings: [ConsistencyFinding] = []
    /// What the base images say of Python, with the path of the lock that is installed there.
    var images: [(lock: String, statement: PythonStatement)] = []
  }

  let repository: Repository
  let locks: [Lockfile]
  /// Gives paths as messages name them.
  let shown: (String) -> String

  private struct Context: Hashable {
    let directory: BytePath
    let ignorePath: BytePath?
  }

  func check(_ builds: [DescribedBuild]) -> Checked {
    var checked = Checked()
    var absences = LockAbsences(shown: shown)
    var known: [Context: ContentTree] = [:]
    for build in builds {
      let context = Context(directory: build.directory, ignorePath: build.ignorePath)
      // What cannot be built is the matter of `audit` and `layers`.
      try? check(build, &known[context], &absences, &checked)
    }
    checked.findings = absences.findings
    return checked
  }

  private func check(
    _ build: DescribedBuild, _ content: inout ContentTree?, _ absences: inout LockAbsences, _ checked: inout Checked
  ) throws {
    let inputs = try BuildInputs(build, in: repository.subtree(build.directory), content: content)
    content = inputs.content
    var rules = try IgnoreMatcher(FoundIgnoreFile(build.ignoreText).file)
    try inputs.forEachInstallation { install, run, read in
      let installation = LockAbsences.Installation(build: build, install: install)
      func place(_ path: BytePath) throws -> LockAbsences.Place {
        guard let relative = path.relative(to: build.directory) else {
          return path == build.directory ? .there : .outside
        }
        let records = inputs.content.subtree(of: relative.bytes)
        if records.isEmpty {
          let isThere = try repository.files.tree.look(at: path) != .missing
          guard isThere, let rule = try rules.explain(relative.bytes).rule else { return .there }
          return .ignored(rule)
        }
        return records.contains { read.image.dependencies[$0] != nil } ? .there : .notCopied
      }
      for path in read.absent {
        let path = build.directory.appending(path)
        absences.add(path, try place(path), installation, lock: nil, reference: nil)
      }
      for lock in installed(read.records, inputs.content, build) {
        for reference in lock.references where reference.isInside && reference.isNeeded(by: install, read) {
          let path = BytePath(reference.path)
          absences.add(path, try place(path), installation, lock: lock, reference: reference)
        }
        if let image = statement(inputs.baseImage(ofStage: run.stage), build), install.isForPython {
          checked.images.append((lock.path, image))
        }
      }
    }
  }

  /// The locks that are among the files an installation reads.
  private func installed(_ records: Set<Int>, _ content: ContentTree, _ build: DescribedBuild) -> [Lockfile] {
    locks.filter { lock in
      guard let relative = BytePath(lock.path).relative(to: build.directory),
        let record = content.subtree(of: relative.bytes).first
      else { return false }
      return records.contains(record)
    }
  }

  private func statement(_ image: Dockerfile.BaseImage?, _ build: DescribedBuild) -> PythonStatement? {
    guard let image, let reference = image.reference, let tag = reference.tag else { return nil }
    return .image(repository: reference.repository, tag: tag, path: build.file, line: build.line(image.line))
  }
}

extension DependencyInstallation {
  fileprivate var isForPython: Bool {
    ["pip", "uv", "poetry", "pdm", "pipenv", "pip-sync"].contains { tool == $0 || tool.hasPrefix($0 + " ") }
  }
}

extension LockReference {
  /// Whether an installation fails without it.
  fileprivate func isNeeded(by install: DependencyInstallation, _ read: InstallInputs<some ContextFiles>) -> Bool {
    func has(_ options: String...) -> Bool { options.contains { install.command.contains($0) } }
    switch kind {
    case .include: return true
    // What a tool reads besides its lock is known of the tool.
    case .manifest: return false
    case .package: return !has("--no-directory", "--no-install-workspace", "--no-install-local")
    case .member: return !has("--no-install-workspace")
    case .file: return !read.projects.isEmpty
    }
  }
}
