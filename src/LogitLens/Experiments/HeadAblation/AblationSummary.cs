using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Sums up a sweep's records; a pure function of them and the options.</summary>
internal sealed class AblationSummary(HeadAblationOptions options, ModelConfig config, SweptDraws data)
{
    private const int MostRecalled = 24;

    public HeadAblationResult Of(
        AblationRecord[] records, IReadOnlyList<SweepItem> items, IReadOnlyList<bool> acts, AblationSetup setup, IReadOnlyList<string> notes)
    {
        LabelSummary summary = new(SweepRecord.Group(records, data.Clusters), items, acts, data.Words, options.Ablation.Metric, options.Run.Seed)
        {
            Equivalence = options.Tests.Equivalence,
        };
        HeadAblationResult result = summary.Fill(new HeadAblationResult
        {
            LayerCount = config.Layers,
            HeadCount = config.Heads,
            What = options.Ablation.What,
            Edit = options.EditName,
            Source = summary.Source,
            Descriptions = setup.Descriptions,
            DirectLogitAttribution = ScreenSummary.MeanAttribution(records),
            Demonstrations = data.Demonstrations,
            Notes = notes,
        });
        int top = options.Ablation.Screen ?? Math.Min(MostRecalled, result.Items.Count / 4);
        return result with { Screens = ScreenSummary.Of(records, result.Items, setup, config, top) };
    }
}
