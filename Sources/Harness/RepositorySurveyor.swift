internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Git
internal import Lockfiles
internal import Model

/// Looks around in a repository, inside a worker: it reads other people's files.
enum RepositorySurveyor {
  /// Surveys the repository around `path` by its working tree.
  static func survey(_ path: String) throws -> RepositorySurvey {
    let layout = try RepositoryLayout.find(around: path)
    guard let root = layout.workTree else {
      throw Breakdown(.usage, "\(PathText.visible(path)) is a bare repository; stand in a work tree")
    }
    let tree = try DirectoryTree(root)
    let files = try TreeListing.files(of: tree)
    var survey = RepositorySurvey(
      root: root, hasCommit: layout.hasCommit, contexts: [], composeFiles: [],
      locks: try LockObservation.read(paths: files, from: tree).map(LockObservation.facts), warnings: [])
    addComposeContexts(tree, to: &survey)
    addDockerfileContexts(files, to: &survey)
    if survey.contexts.isEmpty {
      survey.contexts = [
        SurveyedContext(
          directory: ".", dockerfile: "Dockerfile", origin: "the whole repository; no Dockerfile was found")
      ]
    }
    return survey
  }

  private static func addComposeContexts(_ tree: DirectoryTree, to survey: inout RepositorySurvey) {
    for name in ComposeFile.defaultNames {
      guard case .file(let bytes)? = try? tree.look(at: BytePath(name)) else { continue }
      survey.composeFiles.append(name)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        survey.warnings.append("\(name) is not UTF-8 and was not read")
        continue
      }
      do throws(ComposeFile.Failure) {
        for build in try ComposeFile(text).builds {
          guard let directory = relative(build.context) else {
            survey.warnings.append(
              "\(name): the context of \(PathText.visible(build.service)) lies outside the repository or is not a path")
            continue
          }
          add(
            SurveyedContext(
              directory: directory, dockerfile: build.dockerfile ?? "Dockerfile",
              origin: "service \(build.service) in \(name)"), to: &survey)
        }
      } catch {
        survey.warnings.append("\(name):\(error.line): \(PathText.visible(error.message))")
      }
    }
  }

  /// A Dockerfile that no compose file mentions is taken to be built from the directory it lies in.
  private static func addDockerfileContexts(_ files: [BytePath], to survey: inout RepositorySurvey) {
    for file in files.sorted() {
      guard let path = file.utf8Text, let name = file.lastComponent.utf8Text, isDockerfile(name) else { continue }
      let directory = file.parent.isRoot ? "." : file.parent.utf8Text ?? "."
      let isKnown = survey.contexts.contains { context in
        let full = context.directory == "." ? context.dockerfile : context.directory + "/" + context.dockerfile
        return full == path
      }
      guard !isKnown else { continue }
      add(SurveyedContext(directory: directory, dockerfile: name, origin: path), to: &survey)
    }
  }

  private static func isDockerfile(_ name: String) -> Bool {
    guard !name.hasSuffix(".dockerignore") else { return false }
    return ["Dockerfile", "dockerfile", "Containerfile"].contains(name) || name.hasPrefix("Dockerfile.")
      || name.hasSuffix(".Dockerfile")
  }

  private static func add(_ context: SurveyedContext, to survey: inout RepositorySurvey) {
    let isKnown = survey.contexts.contains {
      $0.directory == context.directory && $0.dockerfile == context.dockerfile
    }
    if !isKnown { survey.contexts.append(context) }
  }

  /// Nil for URLs, variables and what leads out of the repository.
  private static func relative(_ path: String) -> String? {
    guard !path.contains("://"), !path.contains("$"), !path.hasPrefix("/"), !path.hasPrefix("~") else { return nil }
    guard let inside = BytePath(path).normalised() else { return nil }
    return inside.isRoot ? "." : inside.utf8Text
  }
}
