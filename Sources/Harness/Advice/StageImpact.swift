internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import CopyDigests
internal import Dockerignore
internal import Fingerprints
internal import IgnoreEngines
internal import Lockfiles
internal import Model

/// Follows files of a context to the instructions and stages that take them, and back.
struct StageImpact<Tree: ContextTree & ContextFiles> {
  private let plan: AdvicePlan
  /// Nil when there is none and none is needed.
  private let dockerfile: Dockerfile?
  private let entries: AdviceTree
  /// What the context holds; the digests in it mean nothing.
  private let content: ContentTree

  var hasDockerfile: Bool { dockerfile != nil }

  /// - Parameter needsDockerfile: whether it is an error that there is no Dockerfile of the usual name.
  init(context: AdvisedContext<Tree>, plan: AdvicePlan, needsDockerfile: Bool = true) throws {
    self.plan = plan
    let name = PathText.visible(plan.dockerfile)
    if let path = BytePath(plan.dockerfile).normalised(), case .file(let bytes) = try context.tree.look(at: path) {
      do throws(DockerfileError) {
        dockerfile = try Dockerfile(bytes)
      } catch {
        throw Breakdown(.usage, error.text(in: plan.dockerfile))
      }
    } else {
      guard !needsDockerfile, plan.dockerfile == "Dockerfile" else {
        throw Breakdown(.usage, "there is no Dockerfile \(name) in the context")
      }
      dockerfile = nil
    }
    let found = try FoundIgnoreFile(
      FoundIgnoreText(for: .buildkit, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride))
    entries = try context.entries()
    let listing: AdviceTree.Listing
    do throws(IgnoreFileError) {
      listing = try entries.listing(by: ContextFilter(ignoring: found.file))
    } catch {
      throw ContextFailure.ignoreFile(name: found.name ?? "", error)
    }
    content = try Self.content(of: entries, listed: listing.isListed, in: context.tree)
  }

  private static func content(of entries: AdviceTree, listed: [Bool], in tree: Tree) throws -> ContentTree {
    try ContentTree(
      entries.entries.indices.filter { listed[$0] }.map { index in
        let entry = entries.entries[index]
        let path = BytePath(entry.path)
        let kind: ContentEntry.Kind
        switch entry.kind {
        case .file: kind = .file(size: entry.size)
        case .symlink: kind = .symlink(target: try tree.link(at: path) ?? [])
        case .directory: kind = .directory
        case .special: kind = .fifo
        }
        return ContentRecord(ContentEntry(path: path, kind: kind, mode: 0), digest: RootHeader.digest)
      })
  }

  func forward(_ paths: [String]) throws -> [Impact] {
    // What each stage takes when it is the target, what it depends on included.
    let stages = try (dockerfile?.stages ?? []).map { stage in
      (name: stage.title, reads: try reads(target: stage))
    }
    // That a Dockerfile and a compose file name images is no news to who asks what they change.
    let locks = Set(
      LockfileReader.lockfiles(among: entries.entries.compactMap { BytePath($0.path).utf8Text }).filter { path in
        !["Dockerfile", "compose"].contains(LockfileReader.format(ofPath: path))
      })
    return paths.map { path in
      let bytes = BytePath(PathText.unescaped(Array(path.utf8)) ?? []).normalised()?.bytes ?? []
      let places = content.subtree(of: bytes)
      var impact = Impact(path: path, isInContext: !places.isEmpty, steps: [], stages: [], locks: [])
      if let text = BytePath(bytes).utf8Text, locks.contains(text) { impact.locks = [path] }
      guard impact.isInContext else { return impact }
      var seen: Set<Int> = []
      for stage in stages {
        let taking = stage.reads.filter { !$0.taken.isDisjoint(with: places) }
        if !taking.isEmpty { impact.stages.append(stage.name) }
        for read in taking where seen.insert(read.line).inserted {
          impact.steps.append(Impact.Step(line: read.line, instruction: read.text, stage: read.stage))
        }
      }
      impact.steps.sort { $0.line < $1.line }
      return impact
    }
  }

  func inverse(_ name: String) throws -> [String] {
    let stages = dockerfile?.stages ?? []
    guard let stage = stages.first(where: { $0.title == name || String($0.index) == name }) else {
      throw Breakdown(
        .usage, "there is no stage \"\(PathText.visible(name))\"",
        remedy: "there are: \(stages.map { PathText.visible($0.title) }.joined(separator: ", "))")
    }
    let taken = try reads(target: stage).reduce(into: Set<Int>()) { $0.formUnion($1.taken) }
    return taken.sorted().compactMap { place in
      let entry = content.records[place].entry
      return entry.kind == .directory ? nil : PathText.escaped(entry.path)
    }
  }

  /// An instruction with the places in ``content`` that it takes.
  private struct Read {
    let line: Int
    let text: String
    let stage: String
    let taken: Set<Int>
  }

  private func reads(target: Dockerfile.Stage) throws -> [Read] {
    guard let dockerfile else { return [] }
    let reads: [Dockerfile.ContextRead]
    do throws(DockerfileError) {
      reads = try dockerfile.plan(of: target).contextReads
    } catch {
      throw Breakdown(.usage, error.text(in: plan.dockerfile))
    }
    return reads.map { read in
      let stage = dockerfile.stages.first { $0.index == read.stage }
      return Read(
        line: read.line, text: String(decoding: read.text.bytes, as: UTF8.self),
        stage: stage?.title ?? String(read.stage), taken: Set(content.takenAsFarAsKnown(by: read.selectors)))
    }
  }
}

extension Dockerfile.Stage {
  /// Its name, or its number where it has none.
  fileprivate var title: String { name ?? String(index) }
}
