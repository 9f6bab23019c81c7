using System.ComponentModel;
using System.Diagnostics;

namespace LogitLens;

/// <summary>How another program ended, and what it said.</summary>
/// <param name="ExitCode">Its exit code; null where it took too long, and was ended.</param>
/// <param name="Output">Its standard output, without white space at either end.</param>
/// <param name="Error">Its standard error, without white space at either end.</param>
internal sealed record ProgramRun(int? ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>What a program answers to a question; null where there is no such program, it fails, or it says nothing.</summary>
    public static string? OutputOf(string program, params string[] arguments) =>
        Of(program, s_patience, arguments) is { ExitCode: 0, Output: { Length: > 0 } said } ? said : null;

    /// <summary>Runs a program; null where there is none of that name.</summary>
    public static ProgramRun? Of(string program, TimeSpan patience, params string[] arguments)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            return new ProgramRun(null, "", "");
        }

        return new ProgramRun(process.ExitCode, output.GetAwaiter().GetResult().Trim(), error.GetAwaiter().GetResult().Trim());
    }
}
