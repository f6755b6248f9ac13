internal import Limits

extension HelpTopic {
  static let limits = HelpTopic(
    name: "limits", summary: "how much an input may ask of this machine",
    blocks: [
      .paragraph(
        "--limits NAME=VALUE,… sets others; a size may end in KiB, MiB or GiB. Each message about one names it."),
      .terms(LimitName.allCases.map { ($0.rawValue, "\($0.meaning); \($0.text($0.standard))") }),
      .example("lockstep run --limits entries=2000000,blob=1GiB"),
    ])
}
