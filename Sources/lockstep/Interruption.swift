internal import Dispatch
internal import Glibc
internal import Harness
internal import Synchronization

/// Ends work in an orderly way on SIGINT, SIGTERM and SIGHUP.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Runs `body`, which starts `workers`.
  ///
  /// The first signal ends the workers and waits until `body` has cleaned up, then says what `state` gives; a
  /// second ends the process.
  /// - Parameter atSignal: called before anything is printed.
  /// - Throws: ``ExitWith`` 128+n after a signal; what `body` throws.
  static func guarding<Value: Sendable>(
    _ workers: RunningWorkers, atSignal: @escaping @Sendable () -> Void = {},
    whenInterrupted state: () -> String? = { nil }, _ body: () async throws -> Value
  ) async throws -> Value {
    let received = Mutex<Int32?>(nil)
    var sources: [any DispatchSourceSignal] = []
    for number in signals {
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        let isFirst = received.withLock { first in
          defer { first = first ?? number }
          return first == nil
        }
        guard isFirst else { _exit(128 + number) }
        atSignal()
        Console.talk("\nlockstep: interrupted; ending the runs and removing temporary files")
        workers.stop()
      }
      // In force before the work begins: until then a signal ends the process, and there is nothing to clean up. To
      // ignore it meanwhile would lose it.
      await withCheckedContinuation { continuation in
        source.setRegistrationHandler { continuation.resume() }
        source.resume()
      }
      sources.append(source)
    }
    defer {
      for source in sources { source.cancel() }
      for number in signals { signal(number, SIG_DFL) }
    }
    let result: Result<Value, any Error>
    do {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    if let number = received.withLock({ $0 }) {
      if let text = state() { Console.talk("lockstep: interrupted: " + text) }
      throw ExitWith(code: 128 + number)
    }
    return try result.get()
  }
}
