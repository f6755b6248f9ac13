public import ContainerFiles
internal import Fingerprints

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
    dockerfile(bytes, name: name, builds: [AuditedBuild(context: context)])
  }

  /// What is to be said about a Dockerfile in any of the builds it is used for, each thing once.
  ///
  /// - Parameter builds: at least one.
  public static func dockerfile(_ bytes: [UInt8], name: String, builds: [AuditedBuild]) -> [AuditFinding] {
    var findings: [AuditFinding] = []
    var last: DockerfileSubject?
    for build in builds {
      let subject: DockerfileSubject
      do throws(DockerfileError) {
        subject = try DockerfileSubject(bytes, context: build.context, arguments: build.arguments)
      } catch {
        return [AuditRule.dockerfileUnreadable.finding(AuditRule.Hit(error, in: PhysicalText(bytes)), in: name)]
      }
      for rule in AuditRule.all {
        guard case .dockerfile(let check) = rule.check else { continue }
        findings += check(subject).map { rule.finding($0, in: name) }
      }
      last = subject
    }
    // A comment that is of use in one of the builds is of use.
    return ordered(last?.suppressing.apply(to: findings, file: name) ?? [])
  }

  /// What is to be said about compose files that are merged, in the order of the rules; comments that suppress are not
  /// looked at.
  ///
  /// - Parameter isInside: whether a directory, as the project has it, lies in the repository.
  public static func project(_ project: ComposeProject, isInside: @escaping (String) -> Bool) -> [AuditFinding] {
    let subject = ProjectSubject(project: project, isInside: isInside)
    return AuditRule.all.flatMap { rule -> [AuditFinding] in
      guard case .project(let check) = rule.check else { return [] }
      return check(subject).map { hit in
        rule.finding(AuditRule.Hit(hit.place.line, hit.message), in: PathText.escaped(BytePath(hit.place.file)))
      }
    }
  }

  /// What is to be said about a compose file, by line and then by code; the Dockerfiles it names are not read.
  ///
  /// - Parameters:
  ///   - project: what ``project(_:isInside:)`` says of the projects that the file is part of; when nil, the file is a
  ///     project by itself.
  ///   - foreign: lines that are part of the file and written in another language: no comments of it.
  public static func compose(
    _ bytes: [UInt8], name: String, project: [AuditFinding]? = nil, foreign: Set<Int> = []
  ) -> [AuditFinding] {
    let file: ComposeServices
    do throws(UnreadableText) {
      file = try ComposeServices(String(decoding: bytes, as: UTF8.self))
    } catch {
      return [AuditRule.composeUnreadable.finding(AuditRule.Hit(error.line, error.message), in: name)]
    }
    var findings = AuditRule.all.flatMap { rule -> [AuditFinding] in
      guard case .compose(let check) = rule.check else { return [] }
      return check(file).map { rule.finding($0, in: name) }
    }
    findings += (project ?? alone(bytes, name: name)).filter { $0.file == name }
    let text = PhysicalText(bytes)
    let comments = text.count == 0 ? [] : (1...text.count).filter { text.isComment($0) && !foreign.contains($0) }
    let suppressing = Suppressing(text, comments: comments) { $0 <= text.count && !text.isBlank($0) ? $0 : nil }
    return ordered(suppressing.apply(to: findings, file: name))
  }

  private static func alone(_ bytes: [UInt8], name: String) -> [AuditFinding] {
    let options = ComposeOptions(profiles: ["*"], isLenient: true)
    // What cannot be read as a project may be a part of one.
    guard let project = try? ComposeProject.read([ComposeInput(name: name, bytes: bytes)], options: options) else {
      return []
    }
    return Self.project(project, isInside: ProjectSubject.isBelow)
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
