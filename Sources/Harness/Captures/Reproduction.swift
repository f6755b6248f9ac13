internal import Captures
internal import Fingerprints
public import Model
internal import ScenarioFiles

/// Makes a scenario of somebody else's state, so that their report becomes a test.
public struct Reproduction: Sendable {
  public struct Result: Sendable {
    public let scenario: Scenario
    /// The YAML.
    public let text: String
    /// What a scenario cannot hold, one line each, not escaped.
    public let leftOut: [String]
  }

  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// - Parameters:
  ///   - file: the path of a capture.
  ///   - repository: a clone that has the capture's commit.
  /// - Throws: ``Breakdown``, also when the capture is of no commit.
  public func scenario(from file: String, in repository: String, name: String) async throws(Breakdown) -> Result {
    let capture = try CaptureReading.read(file)
    guard let repo = capture.repo else {
      throw Breakdown(
        .usage, "\(PathText.visible(file)) is of no commit, so its files cannot be made",
        remedy: "capture in a clone of the repository")
    }
    var recipe = try await client.answer(to: .snapshot(path: repository, revision: repo.commit)) {
      if case .snapshot(let recipe) = $0 { recipe } else { nil }
    }
    var leftOut: [String] = []
    recipe.edits = Self.edits(capture, &leftOut)
    var scenario = Scenario(name: name, repository: .synthetic(recipe: recipe, revision: "HEAD"))
    scenario.description = "State of another machine: the working tree must send a builder what the commit has"
    scenario.tags = ["works-on-my-machine"]
    scenario.context = ContextChoice(directory: capture.context.directory, dockerfile: capture.context.dockerfile)
    scenario.usesRecord = false
    if recipe.edits.isEmpty {
      leftOut.append("nothing: the context that was captured differs from its commit in nothing that a scenario holds")
    } else {
      scenario.expect.workTree = .same
    }
    for (setting, value) in capture.gitConfig.sorted(by: { $0.key < $1.key })
    where ["core.autocrlf", "core.eol", "core.symlinks", "core.filemode", "core.ignorecase"].contains(setting) {
      if value != Capture.gitDefaults[setting] {
        leftOut.append("git's \(setting) was \(value) there; its effect on files is in the edits")
      }
    }
    return Result(scenario: scenario, text: ScenarioWriter.text(scenario), leftOut: leftOut)
  }

  private static func edits(_ capture: Capture, _ leftOut: inout [String]) -> [EditRecipe] {
    let prefix = capture.context.directory == "." ? "" : capture.context.directory + "/"
    var edits: [EditRecipe] = []
    for entry in capture.entries {
      // What a recipe cannot name it cannot make.
      guard let bytes = PathText.unescaped(Array(entry.path.utf8)), let path = String(validating: bytes, as: UTF8.self)
      else {
        leftOut.append("\(entry.path): the name is not UTF-8")
        continue
      }
      func add(_ action: EditRecipe.Action, _ name: String = "") {
        edits.append(EditRecipe(path: prefix + path + name, action: action))
      }
      if entry.change == .submodule {
        leftOut.append("\(entry.path): a submodule")
      } else if entry.status == .missing {
        if entry.type != .directory { add(.delete) }
      } else if let files = entry.files {
        for number in 0..<min(files, mostFiles) { add(filler(64, false), "/file-\(number + 1)") }
        if files > mostFiles { leftOut.append("\(entry.path)/: \(files - mostFiles) of its \(files) files") }
      } else if !entry.inContext {
        continue
      } else if entry.type == .link {
        entry.linkTarget.map { add(.symlink(target: $0)) }
      } else if entry.type == .special {
        leftOut.append("\(entry.path): neither file, link nor directory")
      } else if entry.type == .file {
        if let head = entry.head, head.type == .file {
          if entry.sha256 != head.sha256 {
            if entry.neutralDigest == head.sha256, entry.sha256 != nil {
              add(.crlf)
            } else {
              add(filler(entry.size ?? 1, entry.executable ?? false))
              leftOut.append(
                "\(entry.path): its content, which a capture does not hold; filler of its size stands for it")
            }
          }
          if let mode = entry.mode.flatMap({ UInt16($0, radix: 8) }),
            entry.executable != head.executable || isOwnMode(entry, capture)
          {
            add(.chmod(permissions: mode))
          }
        } else {
          add(filler(entry.size ?? 1, entry.executable ?? false))
        }
      }
    }
    if capture.checkoutUmask != Capture.plainUmask {
      leftOut.append(
        "tracked files had modes as umask \(Capture.modeText(capture.checkoutUmask)) gives; \"vary: { axes: [umask] }\" has that"
      )
    }
    return edits
  }

  private static func isOwnMode(_ entry: CapturedEntry, _ capture: Capture) -> Bool {
    entry.mode != Capture.mode(of: entry, umask: capture.checkoutUmask)
  }

  /// So many files stand for a directory.
  private static let mostFiles = 20
  private static let largestFiller: UInt64 = 4_096

  /// Content of this size, up to a limit, that says nothing.
  private static func filler(_ size: UInt64, _ isExecutable: Bool) -> EditRecipe.Action {
    let count = Int(min(size, largestFiller))
    let bytes = (0..<count).map { index in
      index % 64 == 63 || index == count - 1 ? UInt8(ascii: "\n") : UInt8(ascii: "x")
    }
    return .write(content: FileContent(bytes), executable: isExecutable)
  }
}
