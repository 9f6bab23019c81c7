using System.CommandLine;
using LogitLens.Engine;
using TinyModel.Corpus.Bundled;
using TinyModel.Training;

namespace TinyModel;

/// <summary>The command line: <c>model</c> makes models/tiny, <c>datasets</c> writes the bundled datasets.</summary>
internal static class Workshop
{
    private const int Done = 0;
    private const int WrongUse = 2;
    private const int Interrupted = 130;

    /// <summary>Runs one command.</summary>
    /// <returns>The exit code: 0 done, 2 wrong use, 130 interrupted.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        RootCommand root = new("Makes what ships with interp: the tiny model, and the small datasets")
        {
            ModelCommand(output, error, cancellation),
            DatasetsCommand(output),
        };
        try
        {
            ParseResult parsed = root.Parse(arguments);
            int code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? WrongUse : code;
        }
        catch (InputException e)
        {
            error.WriteLine("error: " + e.Message);
            return WrongUse;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    private static Command ModelCommand(TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        Option<string> folder = new("--output") { Description = "The folder for the model", Required = true };
        Option<bool> force = new("--force") { Description = "Replace the model that is in --output" };
        Option<int> seed = new("--seed") { Description = "The seed of the text, the first weights and the order of documents" };
        Option<int> steps = new("--steps")
        {
            Description = "How many updates to make; fewer give a worse model sooner",
            DefaultValueFactory = _ => new TinyModelRecipe().Steps,
        };
        Option<int> threads = new("--threads")
        {
            Description = "CPU threads; another number of threads rounds otherwise and so gives another file",
            DefaultValueFactory = _ => 1,
        };
        AtLeast(seed, 0);
        AtLeast(steps, 1);
        AtLeast(threads, 1);
        Command command = new("model", "Train the tiny model from scratch, on text that this program writes: models/tiny again, file for file")
        {
            folder,
            force,
            seed,
            steps,
            threads,
        };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(folder);
            CheckEmpty(target, parsed.GetValue(force));
            TorchEngine.Start(parsed.GetValue(threads));
            TinyModelRecipe recipe = new() { Seed = parsed.GetValue(seed), Steps = parsed.GetValue(steps) };
            TinyModelReport report = TinyModelTrainer.Train(recipe, target, new LineProgress(error), cancellation);
            string size = $"{report.Parameters:N0} parameters, {report.TrainingTokens:N0} tokens";
            output.WriteLine($"{target}: {size}, held-out loss {report.HeldOutLoss:F3} nats a token");
            return Done;
        });
        return command;
    }

    private static Command DatasetsCommand(TextWriter output)
    {
        Option<string> folder = new("--output") { Description = "The folder for the files; those of the same names are written over", Required = true };
        Command command = new("datasets", "Write the bundled datasets: the files of datasets/ again, byte for byte") { folder };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(folder);
            CheckNoFile(target);
            BundledDatasets.Write(target);
            output.WriteLine($"{target}: {BundledDatasets.Files().Count} files");
            return Done;
        });
        return command;
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < least)
        {
            result.AddError($"{option.Name} must be at least {least}");
        }
    });

    private static void CheckEmpty(string folder, bool force)
    {
        CheckNoFile(folder);
        if (!force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException($"--output {folder} is not empty; give another folder, or --force to replace the model in it");
        }
    }

    private static void CheckNoFile(string folder)
    {
        if (File.Exists(folder))
        {
            throw new InputException($"--output {folder} is a file; give a folder");
        }
    }
}
