using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>Turns settings into interventions on a residual stream, one in each of their layers.</summary>
/// <param name="options">What is done.</param>
/// <param name="sites">Where it may be done.</param>
/// <param name="setup">The directions.</param>
/// <param name="seed">What random directions follow from.</param>
/// <param name="positions">At which positions.</param>
/// <param name="device">Where the activations are.</param>
internal sealed class SteerEdits(
    SteerOperationOptions options, SteeredSites sites, SteerSetup setup, long seed, PositionChoice positions, Device device) : ISweepEdits, IDisposable
{
    private readonly Dictionary<(ItemKind Kind, int? Draw, int Layer), MadeDirection> _directions = [];

    public Variant Of(SweepItem item) =>
        new([.. LayerWindow.Of(item).Layers.Select(layer => Edit(item, layer))]);

    /// <summary>Frees the directions.</summary>
    public void Dispose()
    {
        foreach (MadeDirection made in _directions.Values)
        {
            made.Vector.Dispose();
            made.Midpoints?.Dispose();
        }
    }

    private Intervention Edit(SweepItem item, int layer)
    {
        Site site = sites.ByLayer[layer];
        (LayerDirection direction, Tensor vector, Tensor? midpoints) = Find(item, layer);
        double strength = item.Strength!.Value, centre = Centre(direction);
        double unit = options.Unit == SteerUnit.Norm ? direction.ActivationNorm!.Value : direction.Length;
        bool ofClean = options.TurnsCleanRun([LayerWindow.Of(item)]);
        return options.Operation switch
        {
            SteerOperation.Add => new AddDirection(site, vector, strength * unit / direction.Length, positions),
            SteerOperation.Flip => new FlipDirection(site, vector, strength, positions)
            {
                Midpoint = centre,
                Midpoints = midpoints,
                OfCleanRun = ofClean,
            },
            SteerOperation.Set => new SetCoordinate(site, vector, centre + (strength * unit), positions),
            SteerOperation.Ablate => new SetCoordinate(site, vector, centre, positions),
            _ => throw new InvalidOperationException($"{options.Operation} is no operation"),
        };
    }

    private double Centre(LayerDirection direction) => options.Centre == SteerCentre.None ? 0 : direction.Midpoint ?? 0;

    private MadeDirection Find(SweepItem item, int layer)
    {
        if (!_directions.TryGetValue((item.Kind, item.Draw, layer), out MadeDirection found))
        {
            LayerDirection direction = setup.Of(item, layer, seed);
            found = new MadeDirection(
                direction, ToDevice(direction.Vector),
                direction.Midpoints is { } midpoints ? ToDevice([.. midpoints.Select(value => (float)value)]) : null);
            _directions[(item.Kind, item.Draw, layer)] = found;
        }

        return found;
    }

    private Tensor ToDevice(float[] values) => tensor(values, [values.Length], ScalarType.Float32, device).DetachFromDisposeScope();

    // [d], and [position] where each position has a midpoint of its own.
    private readonly record struct MadeDirection(LayerDirection Direction, Tensor Vector, Tensor? Midpoints);
}
