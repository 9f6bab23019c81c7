using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Turns items into hidden regions, and tells what of them can act.</summary>
internal sealed class RegionEdits(RegionBinding binding) : ISweepEdits
{
    private readonly Dictionary<string, Region> _parsed = [];

    public Variant Of(SweepItem item) => binding.Of(RegionOf(item));

    public Reach ReachOf(SweepItem item, int example) => binding.ReachOf(RegionOf(item), example);

    /// <summary>Looks whether the model and the prompts have what an item's region speaks of.</summary>
    /// <exception cref="InputException">They have not.</exception>
    public void Require(SweepItem item) => binding.Require(RegionOf(item));

    private Region RegionOf(SweepItem item)
    {
        if (!_parsed.TryGetValue(item.Region!, out Region? region))
        {
            _parsed[item.Region!] = region = RegionParser.Parse(item.Region!)[0];
        }

        return region;
    }
}
