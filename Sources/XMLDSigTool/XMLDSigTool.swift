//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import XMLDSig

@main
struct XMLDSigTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xmldsig",
        abstract: "Says which signatures of an XML document hold, over which bytes, and by whom.",
        discussion: """
            Results go to standard output, everything else to standard error.

            Exit status, the first that applies over all inputs:
              64  the command line can't be followed
              70  a fault of this program
              66  an input can't be read
              65  an input was refused or is not well-formed
               1  a signature is TOTAL-FAILED, or there are too few
               2  a signature is INDETERMINATE
               3  a document has no signature
               0  every signature is TOTAL-PASSED
            """,
        version: "xmldsig \(LibraryVersion.current), OpenSSL \(OpenSSL.version)",
        subcommands: [
            VerifyCommand.self, BatchCommand.self, InspectCommand.self, CanonicalizeCommand.self, ChainCommand.self,
            FixturesCommand.self,
        ]
    )

    /// Without a subcommand nothing was asked, which must not look like a success.
    func run() throws {
        for line in Self.helpMessage().split(separator: "\n", omittingEmptySubsequences: false) {
            StandardError.write(String(line))
        }
        try ExitStatus.usage.end()
    }

    static func main() async {
        if let number = argumentThatIsNoText {
            StandardError.write(
                "Error: argument \(number) is no UTF-8, and another file could be meant by what it is taken for; "
                    + "a file of such a name can be given as standard input."
            )
            exit(withError: ExitCode(ExitStatus.usage.rawValue))
        }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let complaint = LaterStages.complaint(about: arguments) {
            StandardError.write("Error: \(complaint).")
            exit(withError: ExitCode(ExitStatus.usage.rawValue))
        }
        var command: any ParsableCommand
        do {
            command = try parseAsRoot(arguments)
        } catch {
            exit(withError: error)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as ToolFailure {
            StandardError.write("Error: \(failure)")
            exit(withError: ExitCode(failure.status.rawValue))
        } catch let error where [.success, .validationFailure].contains(exitCode(for: error)) || error is ExitCode {
            exit(withError: error)
        } catch {
            // Its own status would be 1, and a fault must not look like a verdict.
            StandardError.write("Error: \(error)")
            exit(withError: ExitCode(ExitStatus.internalFault.rawValue))
        }
    }

    /// The first argument that isn't UTF-8, which Swift's strings repair: its number from 1.
    private static var argumentThatIsNoText: Int? {
        (1..<max(1, Int(CommandLine.argc))).first { index in
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { return false }
            return unsafe String(validatingCString: argument) == nil
        }
    }
}
