internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import IgnoreEngines
internal import Lockfiles
internal import Model

/// Follows files of a context to the instructions and stages that take them, and back.
struct ImpactAnswering<Tree: ContextTree & ContextFiles> {
  private let plan: AdvicePlan
  private let dockerfile: Dockerfile
  private let entries: AdviceTree
  private let listing: AdviceTree.Listing

  init(context: AdvisedContext<Tree>, plan: AdvicePlan) throws {
    self.plan = plan
    let name = PathText.visible(plan.dockerfile)
    guard let path = BytePath(plan.dockerfile).normalised(), case .file(let bytes) = try context.tree.look(at: path)
    else { throw Breakdown(.usage, "there is no Dockerfile \(name) in the context") }
    do throws(DockerfileError) {
      dockerfile = try Dockerfile(bytes)
    } catch {
      throw Breakdown(.usage, "\(name):\(error.line): \(error.message)")
    }
    let found = try FoundIgnoreFile(
      FoundIgnoreText(for: .buildkit, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride))
    entries = try context.entries()
    do throws(IgnoreFileError) {
      listing = try entries.listing(by: ContextFilter(ignoring: found.file))
    } catch {
      throw ContextFailure.ignoreFile(name: found.name ?? "", error)
    }
  }

  func forward(_ paths: [String]) throws -> [Impact] {
    // What each stage takes when it is the target, what it depends on included.
    let stages = try dockerfile.stages.map { stage in (name: stage.title, reads: try reads(target: stage)) }
    let locks = Set(LockfileReader.lockfiles(among: entries.entries.compactMap { BytePath($0.path).utf8Text }))
    return paths.map { path in
      let bytes = BytePath(PathText.unescaped(Array(path.utf8)) ?? []).normalised()?.bytes ?? []
      var impact = Impact(path: path, isInContext: isListed(bytes), steps: [], stages: [], locks: [])
      if let text = BytePath(bytes).utf8Text, locks.contains(text) { impact.locks = [path] }
      guard impact.isInContext else { return impact }
      var seen: Set<Int> = []
      for stage in stages {
        let taking = stage.reads.filter { $0.reader.reads(bytes) }
        if !taking.isEmpty { impact.stages.append(stage.name) }
        for read in taking where seen.insert(read.reader.line).inserted {
          impact.steps.append(
            Impact.Step(line: read.reader.line, instruction: read.reader.text, stage: read.stage))
        }
      }
      impact.steps.sort { $0.line < $1.line }
      return impact
    }
  }

  func inverse(_ name: String) throws -> [String] {
    guard let stage = dockerfile.stages.first(where: { $0.title == name || String($0.index) == name }) else {
      throw Breakdown(
        .usage, "there is no stage \"\(PathText.visible(name))\"",
        remedy: "there are: \(dockerfile.stages.map { PathText.visible($0.title) }.joined(separator: ", "))")
    }
    let reads = try reads(target: stage)
    return entries.entries.indices.compactMap { index in
      let entry = entries.entries[index]
      guard entry.kind != .directory, listing.isListed[index], reads.contains(where: { $0.reader.reads(entry.path) })
      else { return nil }
      return PathText.escaped(BytePath(entry.path))
    }
  }

  private func isListed(_ path: [UInt8]) -> Bool { entries.index(of: path).map { listing.isListed[$0] } ?? false }

  private func reads(target: Dockerfile.Stage) throws -> [(reader: BuildRead, stage: String)] {
    do throws(DockerfileError) {
      return try dockerfile.plan(of: target).contextReads.map { read in
        let stage = dockerfile.stages.first { $0.index == read.stage }
        return (BuildRead(read, file: plan.dockerfile), stage?.title ?? String(read.stage))
      }
    } catch {
      throw Breakdown(.usage, "\(PathText.visible(plan.dockerfile)):\(error.line): \(error.message)")
    }
  }
}

extension Dockerfile.Stage {
  /// Its name, or its number where it has none.
  fileprivate var title: String { name ?? String(index) }
}
