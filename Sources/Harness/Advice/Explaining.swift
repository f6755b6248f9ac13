internal import BuildContext
internal import ContextAdvice
internal import Glob
internal import Dockerignore
internal import Fingerprints
internal import Gitignore
internal import IgnoreEngines
internal import Model

/// Explains single paths of a context.
struct Explaining<Tree: ContextTree & ContextFiles> {
  let context: AdvisedContext<Tree>
  let plan: AdvicePlan
  private let engine: IgnoreEngine
  private let found: FoundIgnoreText

  /// - Throws: ``Breakdown`` for an engine that is not known; what the tree throws.
  init(context: AdvisedContext<Tree>, plan: AdvicePlan, engine: String) throws {
    guard let engine = IgnoreEngine(rawValue: engine) else {
      throw Breakdown(.usage, "there is no engine \"\(PathText.visible(engine))\"")
    }
    self.context = context
    self.plan = plan
    self.engine = engine
    found = try FoundIgnoreText(
      for: engine, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
  }

  /// `paths` are relative to the context's root, in the spelling of manifests, and need not exist; a trailing
  /// slash says that a path is a directory.
  func explain(_ paths: [String]) throws -> [PathExplanation] {
    let (reads, readWarnings) = try context.reads()
    let git = GitignoreFile(found.bytes)
    var answers = try Answers(engine, found)
    var warnings = found.warnings + readWarnings
    var sent: Set<[UInt8]>?
    return try paths.map { path in
      let bytes = PathText.unescaped(Array(path.utf8)) ?? Array(path.utf8)
      let inside = BytePath(bytes).normalised()?.bytes ?? []
      let isDirectory = try bytes.last == UInt8(ascii: "/") || context.tree.isDirectory(at: BytePath(inside))
      var explanation = try answers.explain(inside, isDirectory: isDirectory)
      explanation.path = path
      explanation.ignoreFile = found.name
      explanation.readBy = reads.filter { $0.reads(inside, isDirectory: isDirectory) }.map {
        PathExplanation.Reader(file: $0.file, line: $0.line, text: $0.text)
      }
      if engine != .gitignore {
        explanation.gitignore = Self.difference(explanation, git.decide(inside, isDirectory: isDirectory))
      }
      if explanation.ignored, isDirectory {
        if sent == nil { sent = try listed() }
        if sent?.contains(inside) == true {
          explanation.warnings.append("the directory is sent all the same, because something below it is kept")
        }
      }
      // What concerns the file as a whole is said once.
      explanation.warnings += warnings
      warnings = []
      return explanation
    }
  }

  private func listed() throws -> Set<[UInt8]> {
    let filter = try EngineFilter(engine, found)
    let walk = try ContextWalk.select(from: context.tree, by: filter, named: found.name ?? "")
    return Set(walk.selected.map(\.path.bytes))
  }

  private static func difference(
    _ explanation: PathExplanation, _ git: GitignoreDecision
  ) -> PathExplanation.OtherAnswer? {
    guard git.ignored != explanation.ignored else { return nil }
    return PathExplanation.OtherAnswer(
      ignored: git.ignored,
      rule: git.rule.map {
        .init(line: $0.line, pattern: String(decoding: $0.source, as: UTF8.self), negated: $0.negated)
      },
      viaParent: git.viaParent.map { PathText.escaped(BytePath($0)) })
  }

  /// BuildKit's rules are explained in full; of the other engines only the deciding rule is known.
  private enum Answers {
    case buildkit(IgnoreMatcher, file: String)
    case other(EngineFilter, file: String)

    init(_ engine: IgnoreEngine, _ found: FoundIgnoreText) throws {
      let name = found.name ?? ""
      self =
        engine == .buildkit
        ? .buildkit(IgnoreMatcher(try FoundIgnoreFile(found).file), file: name)
        : .other(try EngineFilter(engine, found), file: name)
    }

    mutating func explain(_ path: [UInt8], isDirectory: Bool) throws -> PathExplanation {
      let name: String
      do throws(IgnoreFileError) {
        switch self {
        case .buildkit(var matcher, let file):
          name = file
          let explanation = try matcher.explain(path)
          self = .buildkit(matcher, file: file)
          return PathExplanation(explanation, isDirectory: isDirectory)
        case .other(var filter, let file):
          name = file
          let explanation = try filter.explain(path, isDirectory: isDirectory)
          self = .other(filter, file: file)
          return PathExplanation(explanation)
        }
      } catch {
        throw ContextFailure.ignoreFile(name: name, error)
      }
    }
  }
}

extension EngineFilter {
  init(_ engine: IgnoreEngine, _ found: FoundIgnoreText) throws(ContextFailure) {
    do throws(IgnoreFileError) {
      try self.init(engine, ignoreFile: found.bytes)
    } catch {
      throw .ignoreFile(name: found.name ?? "", error)
    }
  }
}

extension PathExplanation {
  fileprivate init(_ explanation: IgnoreExplanation, isDirectory: Bool) {
    self.init(
      path: "", ignored: explanation.ignored, ignoreFile: nil, rule: explanation.rule.map(Rule.init),
      matched: explanation.matched.map(Rule.init),
      viaParent: explanation.viaParent.map { PathText.escaped(BytePath($0)) }, gitignore: nil, readBy: [],
      warnings: explanation.matched.flatMap(Self.surprises))
    if explanation.arrivesEmpty, !isDirectory {
      warnings.insert(
        "the file arrives empty: the builder lists it, and then refuses to open it because a later rule matches a "
          + "directory above",
        at: 0)
    }
  }

  fileprivate init(_ explanation: EngineExplanation) {
    let rule = explanation.rule.map {
      Rule(line: $0.line, pattern: String(decoding: $0.source, as: UTF8.self), negated: $0.negated)
    }
    self.init(
      path: "", ignored: explanation.ignored, ignoreFile: nil, rule: rule, matched: rule.map { [$0] } ?? [],
      viaParent: explanation.viaParent.map { PathText.escaped(BytePath($0)) }, gitignore: nil, readBy: [],
      warnings: explanation.notEntered.map {
        ["\(PathText.visible(BytePath($0))) is ignored and not entered: no rule for what is below it has a say"]
      } ?? [])
  }

  private static func surprises(_ rule: IgnoreRule) -> [String] {
    rule.pattern.notes.filter { $0.kind != .fails }.map {
      "line \(rule.line), \"\(PathText.visible(String(decoding: rule.source, as: UTF8.self)))\": \($0.kind.meaning)"
    }
  }
}

extension PathExplanation.Rule {
  fileprivate init(_ rule: IgnoreRule) {
    self.init(line: rule.line, pattern: String(decoding: rule.source, as: UTF8.self), negated: rule.negated)
  }
}
