using LogitLens.Experiments.Attribution;

namespace LogitLens.Tests.Experiments.Attribution.Methods;

public sealed class GaussLegendreTests
{
    [Fact]
    public void Two_nodes_are_those_of_the_textbook()
    {
        IReadOnlyList<(double At, double Weight)> nodes = GaussLegendre.Nodes(2);
        Assert.Equal(0.5 - (0.5 / Math.Sqrt(3)), nodes[0].At, 14);
        Assert.Equal(0.5 + (0.5 / Math.Sqrt(3)), nodes[1].At, 14);
        Assert.All(nodes, node => Assert.Equal(0.5, node.Weight, 14));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(512)]
    public void N_nodes_integrate_polynomials_up_to_twice_n_less_one_exactly(int count)
    {
        IReadOnlyList<(double At, double Weight)> nodes = GaussLegendre.Nodes(count);
        foreach (int degree in (int[])[0, 1, (2 * count) - 1])
        {
            Assert.Equal(1.0 / (degree + 1), nodes.Sum(node => node.Weight * Math.Pow(node.At, degree)), 12);
        }
    }
}
