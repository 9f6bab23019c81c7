using System.Diagnostics;
using System.Text.RegularExpressions;
using LogitLens.Cli;
using LogitLens.TestSupport;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LogitLens.Docs.Tests;

/// <summary>
/// Runs every command of README.md and docs/ that stands in a block marked <c>sh</c>, each block in a folder of its own. Blocks marked <c>console</c> need a
/// network or much time and are not run. Plain calls of interp are run within this process, which is why it is one of its own (its working folder is theirs),
/// and over few examples. README's, and what only a shell reads, are run by bash with the real program, as they stand.
/// </summary>
public sealed partial class DocumentedCommandTests
{
    // Enough for folds, halves and classes of all that is split.
    private const int MostExamples = 24;

    public static TheoryData<string, string> Blocks
    {
        get
        {
            TheoryData<string, string> data = [];
            HashSet<string> seen = [];
            string[] pages = ["README.md", .. Directory.GetFiles(Path.Combine(SharedFiles.RepositoryRoot, "docs"), "*.md").Order(StringComparer.Ordinal)];
            foreach (string page in pages)
            {
                string text = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, page));
                foreach (Match block in ShellBlock().Matches(text))
                {
                    // What one page has of another is run once.
                    string commands = block.Groups[1].Value.TrimEnd();
                    if (seen.Add(commands.Replace("./interp", "interp", StringComparison.Ordinal)))
                    {
                        data.Add(Path.GetFileName(page), commands);
                    }
                }
            }

            return data;
        }
    }

    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [MemberData(nameof(Blocks))]
    public async Task A_documented_command_works(string page, string commands)
    {
        using TemporaryFolder folder = new();
        Directory.CreateSymbolicLink(folder.File("configs"), Path.Combine(SharedFiles.RepositoryRoot, "configs"));
        Directory.CreateSymbolicLink(folder.File("datasets"), Path.Combine(SharedFiles.RepositoryRoot, "datasets"));
        File.CreateSymbolicLink(folder.File("interp"), Path.Combine(AppContext.BaseDirectory, "interp"));

        (int code, string printed) = page != "README.md" && CommandLines.Parse(commands) is { } lines
            ? Within(folder.Path, lines)
            : await Bash(folder.Path, commands);

        Assert.True(code == 0, $"{page}: exit code {code}\n{commands}\n{printed}");
    }

    private static (int Code, string Printed) Within(string folder, IReadOnlyList<string[]> lines)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            using StringWriter output = new();
            foreach (string[] line in lines)
            {
                ExitCode code = new Application(Subcommands.All, output, output) { MakesPng = false }.Run(CommandLines.Shortened(line, MostExamples), default);
                if (code != ExitCode.Done)
                {
                    return ((int)code, output.ToString());
                }
            }

            return (0, output.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private static async Task<(int Code, string Printed)> Bash(string folder, string commands)
    {
        ProcessStartInfo start = new("bash", ["-euc", commands])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}" },
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{await output}\n{await error}");
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlock();
}
