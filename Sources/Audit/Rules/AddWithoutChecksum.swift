internal import ContainerFiles

extension AuditRule {
  static let addWithoutChecksum = AuditRule(
    "add-without-checksum", .warning,
    title: "ADD downloads a file without --checksum.",
    why: "Whatever the server has at the time is taken, and nobody notices when it is another file.",
    fix: "Add --checksum=sha256:… to the ADD.",
    bad: Example("FROM \(Sample.debian)\nADD https://example.org/tool-1.2.tar.gz /opt/\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d \\\n    https://example.org/tool-1.2.tar.gz /opt/\n"
    ),
    check: .dockerfile { subject in
      subject.stages.flatMap(\.copies).flatMap { copy -> [Hit] in
        guard copy.isAdd, copy.copy.flags.checksum == nil else { return [] }
        return copy.sources.filter { GitAddress($0) == nil && ($0.hasPrefix("http://") || $0.hasPrefix("https://")) }
          .map { Hit(copy.line, "nothing says which file \($0) has to be") }
      }
    })
}
