internal import Dockerignore
internal import Glob

/// What is in the context and most likely should not be.
enum UnwantedEntries {
  private struct Suspect {
    let rule: String
    let what: String
    let pattern: Pattern
    /// Only directories count: a file of that name is something else.
    let isDirectory: Bool

    init?(_ rule: String, _ what: String, isDirectory: Bool = false) {
      guard let pattern = try? Pattern(Array(rule.utf8)) else { return nil }
      self.rule = rule
      self.what = what
      self.pattern = pattern
      self.isDirectory = isDirectory
    }
  }

  private static let secrets: [Suspect] = [
    Suspect("**/.env", "settings with secrets"), Suspect("**/.env.*", "settings with secrets"),
    Suspect("**/*.pem", "a key or certificate"), Suspect("**/*.key", "a private key"),
    Suspect("**/*.p12", "a key store"), Suspect("**/*.pfx", "a key store"), Suspect("**/*.jks", "a key store"),
    Suspect("**/*.keystore", "a key store"), Suspect("**/*.kdbx", "a password store"),
    Suspect("**/id_rsa", "a private key"), Suspect("**/id_dsa", "a private key"),
    Suspect("**/id_ecdsa", "a private key"), Suspect("**/id_ed25519", "a private key"),
    Suspect("**/.netrc", "passwords"), Suspect("**/.pgpass", "passwords"), Suspect("**/.htpasswd", "passwords"),
    Suspect("**/.pypirc", "upload tokens"), Suspect("**/.git-credentials", "passwords"),
    Suspect("**/.vault-token", "a token"), Suspect("**/credentials.json", "credentials"),
    Suspect("**/service-account*.json", "credentials"), Suspect("**/secrets.yml", "secrets"),
    Suspect("**/secrets.yaml", "secrets"), Suspect("**/.aws/credentials", "credentials"),
    Suspect("**/.docker/config.json", "registry passwords"), Suspect("**/.kube/config", "cluster credentials"),
    Suspect("**/terraform.tfstate", "state with secrets"), Suspect("**/*.tfvars", "settings with secrets"),
  ].compactMap(\.self)

  /// Names that match a secret's pattern and are meant to be shared.
  private static let harmless = ["example", "sample", "template", "dist", "defaults", "pub"].map { Array($0.utf8) }

  private static let clutter: [Suspect] = [
    Suspect("**/.git", "the repository's history", isDirectory: true),
    Suspect("**/.hg", "the repository's history", isDirectory: true),
    Suspect("**/.svn", "the repository's history", isDirectory: true),
    Suspect("**/.venv", "a virtual environment of this machine", isDirectory: true),
    Suspect("**/venv", "a virtual environment of this machine", isDirectory: true),
    Suspect("**/node_modules", "packages installed for this machine", isDirectory: true),
    Suspect("**/__pycache__", "compiled files", isDirectory: true), Suspect("**/*.pyc", "compiled files"),
    Suspect("**/.mypy_cache", "a cache", isDirectory: true), Suspect("**/.pytest_cache", "a cache", isDirectory: true),
    Suspect("**/.ruff_cache", "a cache", isDirectory: true), Suspect("**/.cache", "a cache", isDirectory: true),
    Suspect("**/.tox", "test environments", isDirectory: true),
    Suspect("**/.nox", "test environments", isDirectory: true),
    Suspect("**/.terraform", "a cache", isDirectory: true), Suspect("**/.gradle", "a cache", isDirectory: true),
    Suspect("**/.next", "a build's output", isDirectory: true),
    Suspect("**/*.egg-info", "a build's output", isDirectory: true),
    Suspect("**/.idea", "an editor's settings", isDirectory: true),
    Suspect("**/.vscode", "an editor's settings", isDirectory: true), Suspect("**/.DS_Store", "a desktop's file"),
    Suspect("**/htmlcov", "a report", isDirectory: true), Suspect("**/.coverage", "a report"),
  ].compactMap(\.self)

  static func findings(_ context: LintContext) -> [Finding] {
    let cluttered = find(clutter, context)
    // What lies in a directory that should go as a whole is not named again.
    let covered = coveredBy(cluttered.flatMap(\.indices), context.tree)
    let secret = find(secrets, context).map {
      ($0.suspect, $0.indices.filter { !covered[$0] && !isShared($0, context) })
    }
    return secret.filter { !$0.1.isEmpty }.map { suspect, indices in
      context.finding(
        .secretIncluded, .warning, line: nil, "\(suspect.what) (\(suspect.rule)) in the context", indices,
        fix: context.fix(line: nil, Array(suspect.rule.utf8)))
    }
      + cluttered.map { suspect, indices in
        context.finding(
          .clutterIncluded, .warning, line: nil, "\(suspect.what) (\(suspect.rule)) in the context",
          below(indices, context), shown: indices,
          fix: context.fix(line: nil, Array(suspect.rule.utf8)))
      } + LargeDirectories.findings(context, except: covered)
  }

  private static func find(_ suspects: [Suspect], _ context: LintContext) -> [(suspect: Suspect, indices: [Int])] {
    var found = [[Int]](repeating: [], count: suspects.count)
    var scanner = PatternScanner(PatternSet(suspects.map(\.pattern)))
    var taken = [Bool](repeating: false, count: context.tree.entries.count)
    for (index, entry) in context.tree.entries.enumerated() where context.listing.isListed[index] {
      if let parent = entry.parent, taken[parent] {
        taken[index] = true
        continue
      }
      let end = scanner.advance(scanner.start, over: entry.path)
      for match in scanner.matches(entry.path, to: entry.path.count, at: end) {
        guard !suspects[Int(match)].isDirectory || entry.kind == .directory else { continue }
        guard suspects[Int(match)].isDirectory || entry.kind != .directory else { continue }
        found[Int(match)].append(index)
        taken[index] = entry.kind == .directory
        break
      }
    }
    return zip(suspects, found).filter { !$0.1.isEmpty }.map { ($0.0, $0.1) }
  }

  private static func isShared(_ index: Int, _ context: LintContext) -> Bool {
    let name = context.tree.entries[index].name
    return name.split(separator: UInt8(ascii: ".")).contains { part in harmless.contains { part.elementsEqual($0) } }
  }

  private static func coveredBy(_ indices: [Int], _ tree: AdviceTree) -> [Bool] {
    var covered = [Bool](repeating: false, count: tree.entries.count)
    for index in indices { covered[index] = true }
    for (index, entry) in tree.entries.enumerated() {
      if let parent = entry.parent, covered[parent] { covered[index] = true }
    }
    return covered
  }

  /// `indices` with everything of the context below them.
  private static func below(_ indices: [Int], _ context: LintContext) -> [Int] {
    let covered = coveredBy(indices, context.tree)
    return context.tree.entries.indices.filter { covered[$0] && context.listing.isListed[$0] }
  }
}
