import Dockerignore
import Gitignore
import IgnoreEngines
import TestSupport
import Testing

@Suite("what holds for all ignore files")
struct PropertyTests {
  private func kept(
    _ tree: Tree, _ filter: () throws(IgnoreFileError) -> some EntryFilter
  ) -> Result<Set<[UInt8]>, IgnoreFileError> {
    do throws(IgnoreFileError) {
      var filter = try filter()
      return .success(try tree.kept(by: &filter))
    } catch {
      return .failure(error)
    }
  }

  @Test("the buildkit engine is the context filter, in what it keeps, prunes and refuses")
  func buildkit() throws {
    var context = RandomContext(random: .fresh())
    let seed = context.random.seed
    var ignored = 0
    for _ in 0..<600 {
      let tree = context.tree()
      let rules = context.rules(meeting: tree)
      let expected = kept(tree) { () throws(IgnoreFileError) in ContextFilter(ignoring: try IgnoreFile(rules)) }
      let found = kept(tree) { () throws(IgnoreFileError) in try EngineFilter(.buildkit, ignoreFile: rules) }
      #expect(found == expected, "seed \(seed), rules \(rules)")
      guard case .success(let paths) = expected else { continue }
      ignored += tree.entries.count - paths.count
      var one = ContextFilter(ignoring: try IgnoreFile(rules))
      var other = try EngineFilter(.buildkit, ignoreFile: rules)
      let walked = (try tree.walk(by: &one), try tree.walk(by: &other))
      #expect(walked.0.map(\.state.isPruned) == walked.1.map(\.state.isPruned), "seed \(seed), rules \(rules)")
      for path in paths {
        #expect(one.arrivesWhole(path) == other.arrivesWhole(path), "seed \(seed), rules \(rules), path \(path)")
      }
    }
    // A comparison that rarely ignored anything would say little.
    #expect(ignored > 1_000, "seed \(seed)")
  }

  @Test("the gitignore engine is git's answer for each path")
  func gitignore() throws {
    var context = RandomContext(random: .fresh())
    let seed = context.random.seed
    for _ in 0..<300 {
      let tree = context.tree()
      let rules = context.rules(meeting: tree)
      let file = GitignoreFile(rules)
      var filter = try EngineFilter(.gitignore, ignoreFile: rules)
      for entry in tree.entries {
        let expected = file.decide(entry.path, isDirectory: entry.isDirectory)
        let found = try filter.explain(entry.path, isDirectory: entry.isDirectory)
        #expect(found.ignored == expected.ignored, "seed \(seed), rules \(rules), path \(entry.path)")
        #expect(found.rule?.line == expected.rule?.line, "seed \(seed), rules \(rules), path \(entry.path)")
        #expect(found.viaParent == expected.viaParent, "seed \(seed), rules \(rules), path \(entry.path)")
      }
    }
  }

  @Test(
    "an explanation is what a walk decides, and its rule is of the kind that decides so",
    arguments: IgnoreEngine.allCases)
  func explanations(of engine: IgnoreEngine) throws {
    var context = RandomContext(random: .fresh())
    let seed = context.random.seed
    for _ in 0..<200 {
      let tree = context.tree()
      let rules = context.rules(meeting: tree)
      do throws(IgnoreFileError) {
        var filter = try EngineFilter(engine, ignoreFile: rules)
        for (entry, state) in try tree.walk(by: &filter) {
          let found = try filter.explain(entry.path, isDirectory: entry.isDirectory)
          #expect(
            found.ignored != state.isKept && found.rule == state.rule,
            "seed \(seed), rules \(rules), path \(entry.path)")
          if found.ignored { #expect(found.rule?.negated == false, "seed \(seed), rules \(rules)") }
          if let above = found.viaParent { #expect(entry.path.starts(with: above + Array("/".utf8)), "seed \(seed)") }
        }
      } catch {
        // What an engine refuses it does not explain.
        continue
      }
    }
  }
}
