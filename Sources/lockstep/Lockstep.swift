internal import Model
internal import ArgumentParser
internal import Reports

/// The command and its subcommands.
struct Lockstep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lockstep",
    abstract: "Proves that the inputs of a container build are the same, or names the file, the rule and the cause.",
    discussion: """
      Exit status: 0 as expected, 1 a difference or failed assertion, 2 usage or invalid scenario, \
      3 only nondeterminism found, 4 nothing selected, 5 incomplete, 6 the repository could not be read, \
      7 this machine could not do it, 125 internal fault, 128+n signal.

      "lockstep help topics" lists what else can be read here: the scenario format, digests, variables of the \
      environment.
      """,
    version: "lockstep \(ToolVersion.current)",
    subcommands: [
      RunCommand.self, MergeCommand.self, HistoryCommand.self, ReviewCommand.self, MigrateCommand.self,
      ReduceCommand.self, ListCommand.self,
      ShowCommand.self,
      InitCommand.self,
      ContextCommand.self,
      ExplainCommand.self, AxesCommand.self, IgnoreCommand.self, AuditCommand.self, LayersCommand.self,
      ImpactCommand.self,
      LocksCommand.self,
      LogCommand.self,
      CaptureCommand.self, CompareCommand.self, ReproCommand.self,
      VerifyCommand.self, AttestCommand.self,
      CacheCommand.self,
      SchemaCommand.self,
      DoctorCommand.self, SelfTestCommand.self,
      CompletionsCommand.self, ManualCommand.self,
    ])
}
