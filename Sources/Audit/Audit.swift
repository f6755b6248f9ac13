internal import ContainerFiles

/// Finds what makes two builds of the same commit differ.
public enum Audit {
  /// What is to be said about a Dockerfile, by line and then by code.
  ///
  /// - Parameters:
  ///   - name: what findings call the file.
  ///   - context: what is known of the build context; rules that ask for more say nothing without it.
  public static func dockerfile(
    _ bytes: [UInt8], name: String, context: ContextAnswers? = nil
  ) -> [AuditFinding] {
    let subject: DockerfileSubject
    do throws(DockerfileError) {
      subject = try DockerfileSubject(bytes, context: context)
    } catch {
      return [AuditRule.dockerfileUnreadable.finding(AuditRule.Hit(error, in: PhysicalText(bytes)), in: name)]
    }
    let findings = AuditRule.all.flatMap { rule -> [AuditFinding] in
      guard case .dockerfile(let check) = rule.check else { return [] }
      return check(subject).map { rule.finding($0, in: name) }
    }
    return ordered(subject.suppressing.apply(to: findings, file: name))
  }

  /// What is to be said about a compose file, by line and then by code; the Dockerfiles it names are not read.
  public static func compose(_ bytes: [UInt8], name: String) -> [AuditFinding] {
    let file: ComposeServices
    do throws(UnreadableText) {
      file = try ComposeServices(String(decoding: bytes, as: UTF8.self))
    } catch {
      return [AuditRule.composeUnreadable.finding(AuditRule.Hit(error.line, error.message), in: name)]
    }
    let findings = AuditRule.all.flatMap { rule -> [AuditFinding] in
      guard case .compose(let check) = rule.check else { return [] }
      return check(file).map { rule.finding($0, in: name) }
    }
    let text = PhysicalText(bytes)
    let comments = text.count == 0 ? [] : (1...text.count).filter { text.isComment($0) }
    let suppressing = Suppressing(text, comments: comments) { $0 <= text.count && !text.isBlank($0) ? $0 : nil }
    return ordered(suppressing.apply(to: findings, file: name))
  }

  /// What is to be said about the Docker daemon's `daemon.json`, by line and then by code.
  public static func daemon(_ bytes: [UInt8], name: String) -> [AuditFinding] {
    let settings: DaemonSettings
    do throws(UnreadableText) {
      settings = try DaemonSettings(String(decoding: bytes, as: UTF8.self))
    } catch {
      return [AuditRule.daemonUnreadable.finding(AuditRule.Hit(error.line, error.message), in: name)]
    }
    return ordered(
      AuditRule.all.flatMap { rule -> [AuditFinding] in
        guard case .daemon(let check) = rule.check else { return [] }
        return check(settings).map { rule.finding($0, in: name) }
      })
  }

  private static func ordered(_ findings: [AuditFinding]) -> [AuditFinding] {
    var seen: Set<AuditFinding> = []
    return findings.filter { seen.insert($0).inserted }.sorted {
      ($0.line, $0.code, $0.message) < ($1.line, $1.code, $1.message)
    }
  }
}

extension DockerfileSubject {
  /// The suppressions outside of instructions; comments between continued lines cover nothing.
  fileprivate var suppressing: Suppressing {
    var ends: [Int: Int] = [:]
    var isInside = Set<Int>()
    var insideComments: [Int] = []
    let places =
      file.globalArguments.map { ($0.line, $0.endLine) }
      + file.stages.flatMap { stage in [(stage.line, stage.endLine)] + stage.instructions.map { ($0.line, $0.endLine) }
      }
    for (line, end) in places where line >= 1 && end >= line {
      ends[line] = end
      if end > line {
        isInside.formUnion((line + 1)...end)
        insideComments +=
          InstructionText(text, from: line, through: end, escape: file.escape, isTrigger: false).comments
      }
    }
    let outside = text.count == 0 ? [] : (1...text.count).filter { text.isComment($0) && !isInside.contains($0) }
    return Suppressing(text, comments: (outside + insideComments).sorted()) { ends[$0] }
  }
}
