using LogitLens.TestSupport;

namespace LogitLens.Cli.Tests;

/// <summary>Runs interp within the test, with the square command beside its own, and keeps what it prints.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public CancellationTokenSource Interrupt { get; } = new();

    /// <summary>Subcommands of the test's own.</summary>
    public IReadOnlyList<ISubcommand> Also { get; init; } = [];

    /// <summary>Called with the first number of each batch.</summary>
    public Action<int>? Computing { get; init; }

    /// <summary>Called when records are summed up.</summary>
    public Action? Summing { get; init; }

    /// <summary>Whether figures are PNG files as well, which takes half the time of most tests.</summary>
    public bool MakesPng { get; init; }

    public string File(string name) => _folder.File(name);

    public string Write(string name, string content) => _folder.Write(name, content);

    public ExitCode Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Application application = new([.. Subcommands.All, SquareCommand.Of(Computing, Summing), .. Also], output, error) { MakesPng = MakesPng };
        ExitCode code = application.Run(arguments, Interrupt.Token);
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Runs interp and asserts that it is done and has nothing to say.</summary>
    public void Done(params string[] arguments) => Assert.Equal((ExitCode.Done, ""), (Run(arguments), Error));

    public void Dispose()
    {
        Interrupt.Dispose();
        _folder.Dispose();
    }
}
