using LogitLens.Models;

namespace LogitLens.Experiments.Steering.Directions;

/// <summary>Reads activations of prompts: one vector for each prompt and site, and the mean norm of all of a site's vectors.</summary>
internal sealed class SiteReadings
{
    private readonly IReadOnlyList<Site> _sites;
    private readonly Dictionary<Site, List<float[]>> _rows;
    private readonly Dictionary<Site, (double Sum, long Count)> _norms = [];

    private SiteReadings(IReadOnlyList<Site> sites)
    {
        _sites = sites;
        _rows = sites.ToDictionary(site => site, _ => new List<float[]>());
    }

    /// <summary>The vectors at a site, in the order in which the prompts were given.</summary>
    public IReadOnlyList<float[]> Rows(Site site) => _rows[site];

    /// <summary>The mean norm at a site over all positions but each prompt's first, whose norm is many times the others'.</summary>
    public double? MeanNorm(Site site) => _norms.TryGetValue(site, out (double Sum, long Count) norm) && norm.Count > 0 ? norm.Sum / norm.Count : null;

    /// <summary>Runs batches of prompts as far as the last site.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batches">Token ids of the prompts, batch by batch.</param>
    /// <param name="sites">Where to read.</param>
    /// <param name="position">What of each prompt makes its vector.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public static SiteReadings Of(
        Transformer model, IEnumerable<IReadOnlyList<int[]>> batches, IReadOnlyList<Site> sites, ReadPosition position, CancellationToken cancellation)
    {
        SiteReadings readings = new(sites);
        foreach (IReadOnlyList<int[]> batch in batches)
        {
            cancellation.ThrowIfCancellationRequested();
            readings.Add(model, batch, position);
        }

        return readings;
    }

    private void Add(Transformer model, IReadOnlyList<int[]> prompts, ReadPosition position)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch tokens = new(prompts);
        ForwardHooks hooks = new();
        foreach (Site site in _sites)
        {
            hooks.Read(site, activation => Keep(site, activation, prompts, position));
        }

        _ = model.RunBlocks(model.Embed(tokens), new PartialRun { Hooks = hooks, ToLayer = _sites.Max(site => site.Layer) + 1 });
    }

    // activation: [batch, position, d]
    private void Keep(Site site, Tensor activation, IReadOnlyList<int[]> prompts, ReadPosition position)
    {
        using DisposeScope scope = NewDisposeScope();
        for (int row = 0; row < prompts.Count; row++)
        {
            int length = prompts[row].Length;
            Tensor own = activation.select(0, row).narrow(0, 0, length).to(ScalarType.Float32);
            Tensor vector = position == ReadPosition.Last ? own.select(0, length - 1) : own.mean([0L]);
            _rows[site].Add(vector.Floats());
            if (length > 1)
            {
                Tensor rest = own.narrow(0, 1, length - 1);
                (double sum, long count) = _norms.GetValueOrDefault(site);
                _norms[site] = (sum + rest.mul(rest).sum(-1).sqrt().Doubles().Sum(), count + length - 1);
            }
        }
    }
}
