import TestSupport

@testable import Lockfiles

/// A target taken at random, with the question about it that `TargetOracle` understands.
struct RandomTarget {
  let target: Target
  let question: [String: Any]

  init(_ random: inout SeededGenerator) throws {
    var python = [3, 3 + random.below(14)]
    if random.below(2) == 0 { python.append(random.below(15)) }
    var text = "py" + python.map(String.init).joined(separator: ".")
    let system = ["linux", "linux", "linux", "macos", "windows"][random.below(5)]
    var version: [Any] = []
    let processor: String
    switch system {
    case "linux":
      processor = Target.Processor.allCases[random.below(Target.Processor.allCases.count)].rawValue
      let isMusl = random.below(4) == 0
      let minor = random.below(isMusl ? 4 : 45)
      version = [isMusl ? "musl" : "glibc", minor]
      text += "-linux-\(processor)-" + (isMusl ? "musl1.\(minor)" : "glibc2.\(minor)")
    case "macos":
      let isOld = random.below(3) == 0
      processor = isOld ? "x86_64" : ["x86_64", "aarch64"][random.below(2)]
      let numbers = isOld ? [10, 4 + random.below(12)] : [11 + random.below(18), 0]
      version = numbers
      text += "-macos\(isOld ? "10.\(numbers[1])" : "\(numbers[0])")-\(processor)"
    default:
      processor = ["x86_64", "aarch64", "i686"][random.below(3)]
      text += "-windows-\(processor)"
    }
    target = try Target(text)
    question = ["python": python, "system": system, "version": version, "processor": processor]
  }
}
