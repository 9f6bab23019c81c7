using System.Runtime.CompilerServices;

namespace LogitLens.Cli.Tests;

/// <summary>What a command prints must not depend on where its test runs.</summary>
internal static class SurroundingKernel
{
    // An OPENBLAS_CORETYPE that pins an older kernel is worth a line on standard error. OpenBLAS itself still finds the variable:
    // on Linux the runtime's environment is a copy of the process's.
    [ModuleInitializer]
    internal static void Hide() => Environment.SetEnvironmentVariable("OPENBLAS_CORETYPE", null);
}
