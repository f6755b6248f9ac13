/// What an axis is, which values it takes and what it needs: the words of `--help`, of reports and of the documentation.
public struct AxisDescription: Hashable, Sendable {
  /// One line.
  public let meaning: String
  /// Tokens without blanks and commas; the usual one first.
  public let values: [String]
  /// What must be there for other values than the first to take effect; empty when nothing special.
  public let needs: String
  /// Whether nothing but a build step can notice it.
  public let needsBuild: Bool

  fileprivate init(_ meaning: String, _ values: [String], needs: String = "", needsBuild: Bool = false) {
    self.meaning = meaning
    self.values = values
    self.needs = needs
    self.needsBuild = needsBuild
  }
}

extension Axis {
  public var description: AxisDescription {
    switch self {
    case .path:
      AxisDescription(
        "where the checkout lies: length and depth of the path, blanks, letters outside ASCII",
        ["short", "deep-with-blanks", "long-non-ascii"], needs: "a checkout")
    case .umask: AxisDescription("the umask of the checkout and the build", ["022", "002", "077"], needs: "a checkout")
    case .timezone:
      AxisDescription(
        "TZ", ["UTC", "Pacific/Kiritimati", "America/St_Johns"], needs: "the time zone data (tzdata)")
    case .locale:
      AxisDescription(
        "LANG and LC_ALL, and with them the collation", ["C.UTF-8", "tr_TR.UTF-8", "C"],
        needs: "the locale on this machine")
    case .home:
      AxisDescription(
        "HOME and the git configuration in it", ["empty", "hostile-git"])
    case .user:
      AxisDescription(
        "the user that owns the checkout and runs the build", ["own", "uid-21001"],
        needs: "root, or user namespaces for whoever is not")
    case .environment:
      AxisDescription("further variables in the environment", ["plain", "noise", "large"])
    case .hashSeed:
      AxisDescription(
        "PYTHONHASHSEED, PERL_HASH_SEED and the like", ["0", "1", "random"], needs: "a build step", needsBuild: true)
    case .order:
      AxisDescription(
        "in which order the checkout creates its files, and so the order of inodes and of directory entries",
        ["sorted", "reversed", "shuffled"], needs: "a checkout")
    case .directoryOrder:
      AxisDescription(
        "in which order directories list their entries", ["as-is", "reversed", "shuffled"],
        needs: "disorderfs and /dev/fuse")
    case .mtimes:
      AxisDescription(
        "the modification times of the checkout", ["now", "old", "spread"], needs: "a checkout")
    case .clock:
      AxisDescription(
        "the date the build sees", ["real", "next-year"], needs: "libfaketime and a build step", needsBuild: true)
    case .cpus:
      AxisDescription("how many processors the run may use", ["all", "1"], needs: "more than one processor")
    case .threads: AxisDescription("how many threads Lockstep itself uses", ["usual", "1", "7"])
    case .aslr:
      AxisDescription(
        "address-space randomisation", ["on", "off"], needs: "permission for personality(2)", needsBuild: true)
    case .host:
      AxisDescription(
        "host and domain name", ["own", "other-host"], needs: "root or user namespaces")
    case .network:
      AxisDescription(
        "whether the build reaches a network", ["on", "off"],
        needs: "a build step that asks for the network, and root "
          + "or user namespaces", needsBuild: true)
    case .filesystem:
      AxisDescription(
        "the file system of the checkout, and with it where its path begins", ["disk", "tmpfs"],
        needs: "a tmpfs at /dev/shm")
    case .stdin:
      AxisDescription(
        "the standard input of the build", ["null", "pipe", "terminal"], needs: "a build step", needsBuild: true)
    case .checkout:
      AxisDescription(
        "what writes the checkout: Lockstep through libgit2, or the real git", ["libgit2", "git"], needs: "git")
    }
  }
}
