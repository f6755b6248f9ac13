/// One machine's view of a build context: what reaches the image, and what of the machine could have a part in it.
///
/// The same value is made of a directory, of a commit as a clean checkout would give it, of a record and of a file that
/// came from another machine, so that any two can be compared. Schema `lockstep-capture/v1`, `docs/captures.md`.
public struct Capture: Hashable, Sendable, Codable {
  public static let schema = "lockstep-capture/v1"

  public struct Tool: Hashable, Sendable, Codable {
    public var version: String
    public init(version: String) { self.version = version }
  }

  /// The context that was captured.
  public struct Context: Hashable, Sendable, Codable {
    /// From the repository's root; `.` for the root, or where there is no repository.
    public var directory: String
    public var dockerfile: String
    /// The ignore file in force; nil when there is none.
    public var ignoreFile: String?
    public var entries: Int
    /// Bytes of all files.
    public var bytes: UInt64
    /// SHA-256 over the modes of all entries, which `contextHash` leaves out; nil when they are not known.
    public var modes: String?
    /// How many entries of `.git` reach the builder; they are in neither digest and count nowhere.
    public var gitEntries = 0
    /// `ascii`, `NFC`, or `NFD` when a name has combining marks.
    public var nonASCIINames: String?
    /// A digest over the times of all entries; nil where there are none.
    public var times: String?

    public init(directory: String, dockerfile: String) {
      self.directory = directory
      self.dockerfile = dockerfile
      entries = 0
      bytes = 0
    }
  }

  public struct Lockfile: Hashable, Sendable, Codable {
    public var path: String
    public var format: String
    /// `sha256:` and 64 digits; nil when the file could not be read.
    public var semantic: String?
    public var grade: String
    public var packages: Int

    public init(path: String, format: String, semantic: String?, grade: String, packages: Int) {
      self.path = path
      self.format = format
      self.semantic = semantic
      self.grade = grade
      self.packages = packages
    }
  }

  /// A file with rules that git or a builder obeys.
  public struct RuleFile: Hashable, Sendable, Codable {
    /// `dockerignore`, `info/exclude`, `core.excludesFile`, `info/attributes`, `core.attributesFile`, …
    public var role: String
    /// Of its rules, comments and empty lines left out; 64 digits.
    public var sha256: String
    /// How many rules there are.
    public var lines: Int

    public init(role: String, sha256: String, lines: Int) {
      self.role = role
      self.sha256 = sha256
      self.lines = lines
    }
  }

  public struct Submodule: Hashable, Sendable, Codable {
    public var path: String
    /// The commit that the superproject's HEAD pins.
    public var pin: String
    /// The commit that is checked out; nil when nothing is.
    public var head: String?
    /// How many of its files differ from that commit.
    public var changed: Int

    public init(path: String, pin: String, head: String?, changed: Int) {
      self.path = path
      self.pin = pin
      self.head = head
      self.changed = changed
    }

    /// Whether it is what `git clone --recurse-submodules` gives.
    public var isAtPin: Bool { head == pin && changed == 0 }
  }

  public var schema = Capture.schema
  public var tool: Tool
  /// Nil outside of repositories.
  public var repo: CapturedRepository?
  public var context: Context
  /// In `lockstep-v1`; over redacted digests when `redactions` says so.
  public var contextHash: String?
  /// With a repository, what differs from a clean checkout of its commit; without one, all entries. By path.
  public var entries: [CapturedEntry]
  public var lockfiles: [Lockfile] = []
  /// Settings of git by name in lower case; "unset" for those without a value.
  public var gitConfig: [String: String] = [:]
  public var attributesFiles: [RuleFile] = []
  public var ignoreFiles: [RuleFile] = []
  public var submodules: [Submodule] = []
  public var system: [String: String] = [:]
  public var tools: [String: String] = [:]
  public var env: [String: String] = [:]
  public var python: InstalledPackages?
  public var node: InstalledPackages?
  public var redactions: [Redaction] = []

  /// Whether digests of secret and short files were left out.
  public var isGuarded: Bool { redactions.contains { $0.field == Self.guardedField } }

  /// What redactions call those digests.
  public static let guardedField = "entries[].sha256"

  public init(version: String, context: Context, entries: [CapturedEntry] = []) {
    tool = Tool(version: version)
    self.context = context
    self.entries = entries
  }
}

/// What is installed for a language, held against the lockfile.
public struct InstalledPackages: Hashable, Sendable, Codable {
  public struct Package: Hashable, Sendable, Codable {
    public var name: String
    public var version: String
    /// The version in the lockfile, where it is another one.
    public var locked: String?

    public init(name: String, version: String, locked: String? = nil) {
      self.name = name
      self.version = version
      self.locked = locked
    }
  }

  /// A statement about which version is wanted, and where it stands.
  public struct Wanted: Hashable, Sendable, Codable {
    /// `.python-version`, `pyproject.toml requires-python`, `Dockerfile:1 FROM`.
    public var source: String
    public var version: String
    /// Whether the version in use is one of those; nil when it cannot be told.
    public var holds: Bool?

    public init(source: String, version: String, holds: Bool?) {
      self.source = source
      self.version = version
      self.holds = holds
    }
  }

  /// Of the interpreter.
  public var version: String?
  /// `venv`, `conda`, `system` or `node_modules`.
  public var environment: String
  public var wanted: [Wanted] = []
  /// The lockfile that is held against; nil when there is none, or none that tells.
  public var lock: String?
  public var installed: Int
  /// In the lockfile and not installed.
  public var missing: [Package] = []
  /// Installed and not in the lockfile.
  public var extra: [Package] = []
  /// Installed in another version than the locked one.
  public var other: [Package] = []

  public init(version: String?, environment: String, installed: Int) {
    self.version = version
    self.environment = environment
    self.installed = installed
  }
}

/// Something that was left out of a capture.
public struct Redaction: Hashable, Sendable, Codable {
  public var field: String
  public var rule: String
  public var count: Int

  public init(field: String, rule: String, count: Int) {
    self.field = field
    self.rule = rule
    self.count = count
  }
}
