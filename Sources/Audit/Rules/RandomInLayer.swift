extension AuditRule {
  static let randomInLayer = AuditRule(
    "random-in-layer", .error,
    title: "Random bytes go into the image.",
    why: "They are others in every build; a key in an image is also no secret.",
    fix: "Make keys and ids when the container starts, or give them with a secret mount.",
    bad: Example("FROM \(Sample.debian)\nRUN uuidgen > /etc/instance-id\n", line: 2),
    good: Example("FROM \(Sample.debian)\nCMD [\"sh\", \"-c\", \"uuidgen > /etc/instance-id && exec app\"]\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        reason(place.command).map { Hit(place.command.line, $0) }
      }
    })

  private static func reason(_ command: RunCommand) -> String? {
    let texts = command.texts
    switch command.program {
    case "uuidgen" where !command.isOnlyShown: return "uuidgen makes another id in every build"
    case "ssh-keygen" where texts.contains("-A") || texts.contains("-t") && !texts.contains("-R"):
      return "ssh-keygen makes another key in every build"
    case "openssl":
      guard let verb = texts.first else { break }
      let makesKey =
        ["genrsa", "genpkey", "dhparam", "gendsa"].contains(verb)
        || verb == "req" && texts.contains { $0 == "-newkey" || $0 == "-x509" }
        || verb == "rand" && !command.isOnlyShown
      if makesKey { return "openssl \(verb) gives something else in every build" }
    default: break
    }
    let devices: Set<String> = [
      "/dev/urandom", "/dev/random", "if=/dev/urandom", "if=/dev/random", "/proc/sys/kernel/random/uuid",
    ]
    if !["ln", "mknod", "ls", "test", "[", "rm", "mv"].contains(command.program),
      command.allWords.contains(where: { devices.contains($0.text) })
    {
      return "random bytes are read"
    }
    if !command.isEchoOnly, command.allWords.contains(where: { $0.variables.contains("RANDOM") }) {
      return "$RANDOM is another number in every build"
    }
    return nil
  }
}
