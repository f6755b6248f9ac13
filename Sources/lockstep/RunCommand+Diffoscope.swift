internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

extension RunCommand {
  /// Says where the trees lie that differ, and shows them with diffoscope where it is installed.
  func handOver(_ report: SuiteReport) {
    for result in report.results {
      for trees in result.keptTrees {
        Console.talk(
          "\(PathText.visible(result.name)), \(PathText.visible(trees.subject)): "
            + "the trees are in \(PathText.visible(trees.left)) and \(PathText.visible(trees.right))")
        do throws(Breakdown) {
          try Diffoscope.compare(trees.left, trees.right)
        } catch {
          Console.talk(error.message + (error.remedy.map { "; " + $0 } ?? ""))
        }
      }
    }
  }
}
