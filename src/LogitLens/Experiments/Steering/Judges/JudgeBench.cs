using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>The judges of a run.</summary>
internal sealed class JudgeBench : IDisposable
{
    private readonly List<IJudge> _judges = [];

    /// <summary>The judges, in the order in which they were asked for.</summary>
    public IReadOnlyList<IJudge> Judges => _judges;

    /// <summary>Makes the judges.</summary>
    /// <param name="asked">Which.</param>
    /// <param name="options">The run's model options, which other models share but for their name.</param>
    /// <param name="source">The steered model's files.</param>
    /// <param name="model">The steered model, which judges without steering.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="towards">The class that directions point to.</param>
    /// <param name="run">How batches are cut.</param>
    /// <param name="progress">Where other models' notes go.</param>
    /// <exception cref="InputException">A judge's file or model is missing or does not fit.</exception>
    public static JudgeBench Open(
        IEnumerable<JudgeSource> asked, ModelOptions options, ModelSource source, Transformer model, LabelSet labels, int towards, RunOptions run,
            IProgressSink progress)
    {
        JudgeBench bench = new();
        try
        {
            foreach (JudgeSource judge in asked)
            {
                bench._judges.Add(judge.Kind switch
                {
                    JudgeKind.Words => WordListJudge.Read(judge.Argument, labels.Names, towards),
                    JudgeKind.Prompt => new PromptJudge($"{judge}", source, model, labels, towards, run, owns: false),
                    JudgeKind.Probe => new ProbeJudge($"{judge}", source, model, JudgeProbe.Read(judge, model.Config, labels.Names, towards), run),
                    _ => OfModel(judge, options, labels, towards, run, progress),
                });
            }

            return bench;
        }
        catch
        {
            bench.Dispose();
            throw;
        }
    }

    /// <summary>Looks for what can be missing before a model is loaded.</summary>
    /// <exception cref="InputException">A word list, a probe's file or a model's classes do not fit.</exception>
    public static void Require(
        IEnumerable<JudgeSource> asked, ModelOptions options, ModelSource source, LabelSet labels, int towards, IProgressSink progress)
    {
        foreach (JudgeSource judge in asked)
        {
            _ = judge.Kind switch
            {
                JudgeKind.Words => WordListJudge.Read(judge.Argument, labels.Names, towards),
                JudgeKind.Probe => JudgeProbe.Read(judge, source.Files.Config, labels.Names, towards),
                JudgeKind.Prompt => PromptJudge.LabelTokens(source.Files, labels),
                _ => (object)PromptJudge.LabelTokens(Find(judge, options, progress).Files, labels),
            };
        }
    }

    /// <summary>Judges that are models by a name, and no folder, with their weights' hashes.</summary>
    public static IEnumerable<FileInput> NamedModels(IEnumerable<JudgeSource> asked, ModelOptions options, IProgressSink progress) =>
        asked.Where(judge => judge.Kind == JudgeKind.Model && !Path.Exists(judge.Argument))
            .Select(judge => new FileInput("judge", judge.Argument!, Find(judge, options, progress).Files.WeightsSha256()));

    /// <summary>Frees the judges' own models.</summary>
    public void Dispose()
    {
        foreach (IJudge judge in _judges)
        {
            judge.Dispose();
        }
    }

    private static PromptJudge OfModel(JudgeSource judge, ModelOptions options, LabelSet labels, int towards, RunOptions run, IProgressSink progress)
    {
        ModelSource other = Find(judge, options, progress);
        return new PromptJudge($"{judge}", other, other.Load().Transformer, labels, towards, run, owns: true);
    }

    private static ModelSource Find(JudgeSource judge, ModelOptions options, IProgressSink progress) =>
        ModelSource.Find(options with { Model = judge.Argument!, Tokenizer = null }, progress);
}
