using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class LearningRateScheduleTests
{
    private static readonly LearningRateSchedule s_schedule = new(Peak: 1, Floor: 0.1, WarmupSteps: 4, Steps: 15);

    [Fact]
    public void Warm_up_is_a_straight_line_to_the_peak()
    {
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(0, 5).Select(s_schedule.At));
    }

    [Fact]
    public void Half_way_down_the_cosine_the_rate_is_half_way_to_the_floor()
    {
        Assert.Equal(0.55, s_schedule.At(9), 1e-12);
    }

    [Fact]
    public void The_last_step_and_those_after_it_have_the_floor()
    {
        Assert.Equal(0.1, s_schedule.At(14));
        Assert.Equal(0.1, s_schedule.At(100));
    }

    [Fact]
    public void After_the_warm_up_the_rate_never_rises()
    {
        double[] rates = [.. Enumerable.Range(4, 11).Select(s_schedule.At)];

        Assert.Equal(rates.OrderDescending(), rates);
    }

    [Fact]
    public void A_linear_schedule_falls_in_a_straight_line_to_the_floor_at_the_last_step()
    {
        LearningRateSchedule schedule = new(1, 0.2, 2, 6) { Shape = ScheduleShape.Linear };

        Close.Assert([0.5, 1, 1, 1 - (0.8 / 3), 1 - (1.6 / 3), 0.2, 0.2], [.. Enumerable.Range(0, 7).Select(schedule.At)], 1e-12);
    }

    [Fact]
    public void A_constant_schedule_stays_after_the_warm_up()
    {
        LearningRateSchedule schedule = new(1, 0.2, 2, 6) { Shape = ScheduleShape.Constant };

        Assert.Equal([0.5, 1, 1, 1, 1], Enumerable.Range(0, 5).Select(schedule.At));
    }
}
