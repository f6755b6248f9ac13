extension AuditRule {
  static let downloadUnchecked = AuditRule(
    "download-unchecked", .warning,
    title: "curl or wget takes what moves, and nothing checks it.",
    why: "The address has no version, or a name such as \"latest\", so it is another file after the next release.",
    fix: "Name a version in the address and compare the file in the same RUN: echo \"<sha256>  file\" | sha256sum -c.",
    bad: Example("FROM \(Sample.debian)\nRUN curl -fsSL https://example.org/install.sh | sh\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nRUN curl -fsSLO https://example.org/install.sh && echo \"24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  install.sh\" | sha256sum -c && sh install.sh\n"
    ),
    check: .dockerfile { subject in
      subject.stages.flatMap(\.runs).flatMap { run -> [Hit] in
        guard !run.checksFiles else { return [] }
        return run.commands.flatMap { command in
          Download.all(in: command).filter { $0.isMoving && !$0.isKey }.map {
            Hit(command.line, "what is at \($0.address.text) changes, and nothing checks it")
          }
        }
      }
    })
}
