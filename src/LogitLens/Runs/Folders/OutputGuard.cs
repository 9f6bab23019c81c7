using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>Keeps a run from writing over what it reads.</summary>
internal static class OutputGuard
{
    /// <summary>Refuses a folder that is one of the files and folders that a run reads, or holds one of them.</summary>
    /// <exception cref="InputException">It is; the message names which.</exception>
    public static void Require(string output, IEnumerable<string> inputs)
    {
        string folder = RealPath.Of(output);
        foreach (string input in inputs)
        {
            if (RealPath.IsWithin(RealPath.Of(input), folder))
            {
                throw new InputException(RealPath.Of(input) == folder
                    ? $"--output {output} is {input}, which the run reads: an output is never an input; choose another folder"
                    : $"--output {output} holds {input}, which the run reads: an output is never an input; choose another folder");
            }
        }
    }

    /// <summary>Refuses a file that is there and is one of the files that a run reads, or in a folder that it reads.</summary>
    /// <exception cref="InputException">It is; the message names which.</exception>
    public static void RequireFile(string output, IEnumerable<string> inputs)
    {
        string file = RealPath.Of(output);
        if (File.Exists(output) && inputs.FirstOrDefault(input => RealPath.IsWithin(file, RealPath.Of(input))) is { } read)
        {
            throw new InputException($"--output {output} is of {read}, which the run reads: an output is never an input; choose another file");
        }
    }

    /// <summary>The files and folders that options name and that are there.</summary>
    public static IEnumerable<string> InputsOf(OptionSet set, object options) =>
        set.Options.Where(option => option.IsInput).SelectMany(option => PathsOf(option, options)).Where(Path.Exists);

    /// <summary>What an option names, whether it is there or not.</summary>
    public static IEnumerable<string> PathsOf(OptionDescriptor option, object options) => InputPaths.Of(option.Get(options));
}
