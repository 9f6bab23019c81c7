using LogitLens.Engine;
using LogitLens.Experiments.Steering;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering;

[Collection(LiveTensors.Collection)]
public sealed class SteerEditsTests
{
    private const double Coordinate = 2.6;

    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    // (3, 1) reaches 2.6 along it; the classes part at 2, where activations are 10 long.
    private static readonly LayerDirection s_direction = new(1, s_site.Name, [3, 4]) { Midpoint = 2, Middle = [2, 1], ActivationNorm = 10 };

    public SteerEditsTests() => TorchEngine.Start();

    [Theory]
    [InlineData(SteerOperation.Add, SteerUnit.Vector, null, Coordinate + (0.5 * 5))]
    [InlineData(SteerOperation.Add, SteerUnit.Norm, SteerCentre.None, Coordinate + (0.5 * 10))]
    [InlineData(SteerOperation.Flip, SteerUnit.Vector, null, 2 - (0.5 * (Coordinate - 2)))]
    [InlineData(SteerOperation.Flip, SteerUnit.Vector, SteerCentre.None, -0.5 * Coordinate)]
    [InlineData(SteerOperation.Set, SteerUnit.Vector, null, 2 + (0.5 * 5))]
    [InlineData(SteerOperation.Set, SteerUnit.Norm, SteerCentre.Midpoint, 2 + (0.5 * 10))]
    [InlineData(SteerOperation.Set, SteerUnit.Vector, SteerCentre.None, 0.5 * 5)]
    [InlineData(SteerOperation.Ablate, SteerUnit.Vector, null, 2)]
    [InlineData(SteerOperation.Ablate, SteerUnit.Vector, SteerCentre.None, 0)]
    public void The_coordinate_becomes_what_the_operation_says(SteerOperation operation, SteerUnit unit, SteerCentre? centre, double expected)
    {
        SteerOperationOptions options = new() { Operation = operation, Unit = unit, Centre = centre };

        Close.Assert(expected, CoordinateUnder(options, new SteerSetup([s_direction], []), ItemKind.Direction), Tolerance.VocabularySum, $"{operation}");
    }

    [Fact]
    public void A_midpoint_of_the_position_comes_before_that_of_all()
    {
        SteerOperationOptions options = new() { Operation = SteerOperation.Flip, Centre = SteerCentre.Continuations };
        LayerDirection own = s_direction with { Midpoints = [1, 7] };

        Close.Assert(1 - (0.5 * (Coordinate - 1)), CoordinateUnder(options, new SteerSetup([own], []), ItemKind.Direction), Tolerance.VocabularySum);
    }

    [Fact]
    public void Each_draw_acts_with_its_own_direction_and_random_ones_follow_from_the_seed_where_none_are_kept()
    {
        SteerSetup setup = new([s_direction], [[s_direction with { Vector = [0, 5] }]]);
        LayerDirection random = RandomDirection.Like(s_direction, 1, seed: 3);

        Assert.Equal([0f, 5f], setup.Of(Item(ItemKind.ShuffledDirection), 1, seed: 3).Vector);
        Assert.Equal(random.Vector, setup.Of(Item(ItemKind.RandomDirection), 1, seed: 3).Vector);
        Assert.NotEqual(random.Vector, setup.Of(Item(ItemKind.RandomDirection), 1, seed: 4).Vector);
        Assert.Equal([5f, 0f], (setup with { Random = [[s_direction with { Vector = [5, 0] }]] }).Of(Item(ItemKind.RandomDirection), 1, seed: 3).Vector);
    }

    [Fact]
    public void Its_tensors_go_with_it() => Assert.Equal(0, LiveTensors.LeftBy(() => CoordinateUnder(
        new SteerOperationOptions { Operation = SteerOperation.Flip }, new SteerSetup([s_direction with { Midpoints = [1, 7] }], []), ItemKind.Direction)));

    // Of the point (3, 1), at position 0.
    private static double CoordinateUnder(SteerOperationOptions options, SteerSetup setup, ItemKind kind)
    {
        SteeredSites sites = new(new Dictionary<int, Site> { [1] = s_site }, [new LayerWindow(1, 1)]);
        using SteerEdits edits = new(options, sites, setup, seed: 1, PositionChoice.All, new Device("cpu"));
        using DisposeScope scope = NewDisposeScope();
        Intervention edit = Assert.Single(edits.Of(Item(kind)).Interventions);
        float[] point = edit.Apply(tensor([3f, 1f], [1, 1, 2]), ActivationRows.Of([1], 0, new Device("cpu"))).data<float>().ToArray();
        return (0.6 * point[0]) + (0.8 * point[1]);
    }

    private static SweepItem Item(ItemKind kind) =>
        new("", kind) { Layer = 1, LastLayer = 1, Strength = 0.5, Draw = kind == ItemKind.Direction ? null : 1 };
}
