using LogitLens.Interventions;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Interventions;

public sealed class EraseSubspaceTests
{
    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    [Fact]
    public void One_direction_about_the_origin_is_projected_out()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activation = Activation(), direction = tensor([1f, 2f, 2f]);
        Tensor projector = direction.unsqueeze(1).mm(direction.unsqueeze(0)).div(9);

        Tensor erased = new EraseSubspace(s_site, projector, zeros([3], ScalarType.Float32), PositionChoice.All).Apply(activation, Rows());

        Close.Assert(new SetCoordinate(s_site, direction, 0, PositionChoice.All).Apply(activation, Rows()).Floats(), erased.Floats(), 1e-5);
    }

    [Fact]
    public void The_centre_stays_and_other_positions_too()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activation = Activation(), centre = activation.select(0, 1).select(0, 3).clone();

        Tensor erased = new EraseSubspace(s_site, eye3(), centre, PositionChoice.Last).Apply(activation, Rows());

        // Everything is taken out at the last position, about its value in the second row.
        Close.Assert(centre.Floats(), erased.select(0, 0).select(0, 3).Floats(), 1e-6);
        Close.Assert(activation.narrow(1, 0, 3).Floats(), erased.narrow(1, 0, 3).Floats(), 1e-6);

        static Tensor eye3() => tensor([1f, 0, 0, 0, 1, 0, 0, 0, 1], [3, 3]);
    }

    [Fact]
    public void A_random_subspace_is_a_projection_of_its_size_and_drawn_by_the_seed()
    {
        using DisposeScope scope = NewDisposeScope();
        double[] centre = [1, 2, 3, 4, 5];

        LinearEraser eraser = LinearEraser.OfRandom(2, centre, new SeededRandom(1)), same = LinearEraser.OfRandom(2, centre, new SeededRandom(1));

        Tensor matrix = tensor(eraser.Matrix, [5, 5]);
        Close.Assert(eraser.Matrix, matrix.mm(matrix).Doubles(), 1e-12);
        Close.Assert(eraser.Matrix, matrix.t().contiguous().Doubles(), 1e-12);
        Assert.Equal(2, Enumerable.Range(0, 5).Sum(place => eraser.Matrix[place * 6]), 12);
        Assert.Equal(eraser.Matrix, same.Matrix);
        Assert.NotEqual(eraser.Matrix, LinearEraser.OfRandom(2, centre, new SeededRandom(2)).Matrix);
    }

    private static Tensor Activation() => tensor([.. Enumerable.Range(0, 24).Select(i => (float)(i * i % 11))], [2, 4, 3]);

    private static ActivationRows Rows() => ActivationRows.Of([4, 4], 0, new Device("cpu"));
}
