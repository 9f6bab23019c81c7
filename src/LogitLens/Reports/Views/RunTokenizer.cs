using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Reports;

/// <summary>The tokenizer of a finished run's model, where the model is still at hand: results hold ids.</summary>
internal static class RunTokenizer
{
    /// <summary>The tokenizer; null where the model is gone, or would have to be fetched.</summary>
    public static BytePairTokenizer? Of(FinishedRun run)
    {
        string? model = run.Manifest.Options["model"]?.GetValue<string>(), tokenizer = run.Manifest.Options["tokenizer"]?.GetValue<string>();
        try
        {
            return model is not null && (model == ModelLocator.Bundled || Directory.Exists(model))
                ? ModelFiles.Open(ModelLocator.Find(model, SilentProgress.Instance), model, tokenizer).Tokenizer
                : null;
        }
        catch (InputException)
        {
            return null;
        }
    }
}
