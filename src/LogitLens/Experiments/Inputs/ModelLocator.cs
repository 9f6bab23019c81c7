using LogitLens.Runs;

namespace LogitLens.Experiments.Inputs;

/// <summary>Finds the folder that a model's name stands for.</summary>
internal static class ModelLocator
{
    private const string Bundled = "tiny";

    /// <summary>The folder of a bundled model, a folder as given, or a Hub model's in the cache, fetched first where it is missing.</summary>
    /// <exception cref="InputException">There is no such model.</exception>
    public static string Find(string model, IProgressSink progress)
    {
        if (model == Bundled)
        {
            return BundledFolder();
        }

        if (Directory.Exists(model))
        {
            return model;
        }

        throw new InputException($"no model '{model}': not a folder, and not tiny");
    }

    // From the program's folder upwards: an installed tool and a build inside the repository both find theirs.
    private static string BundledFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "models", Bundled);
            if (File.Exists(Path.Combine(candidate, "config.json")))
            {
                return candidate;
            }
        }

        throw new InputException("the bundled model 'tiny' is missing beside the program; install it again, or name a folder with --model");
    }
}
