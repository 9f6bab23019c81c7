using System.Runtime.CompilerServices;

namespace LogitLens.Cli.Tests;

/// <summary>What a command prints must not depend on where its test runs.</summary>
internal static class SurroundingKernel
{
    public const string Variable = "OPENBLAS_CORETYPE";

    /// <summary>What the variable says to the OpenBLAS of this process: a process that is to come to the same bytes is told the same.</summary>
    public static string? Here { get; private set; }

    // An OPENBLAS_CORETYPE that pins an older kernel is worth a line on standard error. OpenBLAS itself still finds the variable:
    // on Linux the runtime's environment is a copy of the process's.
    [ModuleInitializer]
    internal static void Hide()
    {
        Here = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
    }
}
