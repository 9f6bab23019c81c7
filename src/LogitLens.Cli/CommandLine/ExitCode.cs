namespace LogitLens.Cli;

/// <summary>What the program tells the shell.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The run failed for a reason that is not the user's input: a full disk, a network, a defect.</summary>
    Failed = 1,

    /// <summary>Wrong use or bad input; the message says what would be right.</summary>
    WrongUse = 2,

    /// <summary>Ended by the terminal's going away (SIGHUP), and resumable.</summary>
    HungUp = 129,

    /// <summary>Interrupted by Ctrl-C (SIGINT), and resumable.</summary>
    Interrupted = 130,

    /// <summary>Ended by a termination signal (SIGTERM), and resumable.</summary>
    Terminated = 143,
}
